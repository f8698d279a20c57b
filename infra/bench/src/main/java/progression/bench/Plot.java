package progression.bench;

import java.util.List;
import java.util.Locale;
import progression.bench.Report.Figure;
import progression.bench.Report.Row;
import progression.bench.Report.Verdict;

/**
 * The figures as bars, each scenario on a scale of its own: ours dark, the others light, a line
 * from the lowest to the highest round, and a mark where a bar stands.
 */
final class Plot {

  private static final int WIDTH = 1_010;
  private static final int LABELS = 330;
  private static final int BARS = 440;
  private static final int LINE = 22;
  private static final int TITLE = 34;

  private final StringBuilder svg = new StringBuilder();
  private int y = 78;

  private Plot() {}

  static String of(List<Row> rows, Machine machine) {
    Plot plot = new Plot();
    rows.forEach(plot::row);
    return plot.page(machine);
  }

  private String page(Machine machine) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
    font-family="sans-serif" font-size="13">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    <text x="16" y="28" font-size="17" font-weight="bold">The ledger and the projections, and \
    what they are held against</text>
    <text x="16" y="48" fill="#555555">%3$s</text>
    %4$s</svg>
    """
        .formatted(WIDTH, y + 16, escaped(subtitle(machine)), svg);
  }

  private static String subtitle(Machine machine) {
    var facts = machine.facts();
    return "%s cores, %s, PostgreSQL %s, fsync %s, %s"
        .formatted(
            facts.get("cores"),
            facts.get("cpu"),
            facts.get("PostgreSQL server_version"),
            facts.get("PostgreSQL fsync"),
            facts.get("time"));
  }

  private void row(Row row) {
    y += TITLE;
    line(
        "<text x=\"16\" y=\"%d\" font-weight=\"bold\">%s &#160; %s</text>",
        y - 8, row.id(), escaped(row.metric() + ", " + row.unit()));
    double most =
        row.figures().stream().mapToDouble(figure -> figure.value().highest()).max().orElse(1);
    for (Verdict verdict : row.verdicts()) {
      most = Math.max(most, verdict.mark());
    }
    int top = y;
    for (Figure figure : row.figures()) {
      bar(figure, figure == row.ours(), most);
    }
    for (Verdict verdict : row.verdicts()) {
      mark(verdict, LABELS + BARS * verdict.mark() / most, top);
    }
  }

  private void bar(Figure figure, boolean ours, double most) {
    double scale = BARS / most;
    var value = figure.value();
    double middle = y + LINE / 2.0;
    line(
        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
        LABELS - 8, middle + 4, escaped(figure.name()));
    line(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LABELS, y + 3, value.median() * scale, LINE - 6, ours ? "#1f5fa8" : "#b9c4d0");
    line(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#222222\"/>",
        LABELS + value.lowest() * scale, LABELS + value.highest() * scale, middle, middle);
    line(
        "<text x=\"%d\" y=\"%.1f\">%s</text>",
        LABELS + BARS + 12, middle + 4, escaped(Report.amount(value)));
    y += LINE;
  }

  private void mark(Verdict verdict, double x, int top) {
    if (verdict.mark() > 0) {
      line(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>",
          x, x, top, top + LINE, verdict.reached() ? "#2b8a3e" : "#c92a2a");
    }
  }

  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
