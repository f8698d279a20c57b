package progression.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import progression.bench.Bench.Measured;
import progression.bench.Measure.Latency;
import progression.bench.Measure.Result;
import progression.bench.Scenario.Bar;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Medians, ratios and what they say of the bars: as a table, as JSON and as a picture. */
final class Report {

  /** The middle of the rounds, the lowest and the highest. */
  record Spread(double median, double lowest, double highest) {
    static Spread of(List<Double> values) {
      double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
      int middle = sorted.length / 2;
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
  }

  /**
   * A candidate over all rounds.
   *
   * @param latency of one call in milliseconds, each the median over the rounds
   */
  record Figure(
      String name,
      Spread value,
      @Nullable Latency latency,
      long admittedTwice,
      List<Double> rounds) {
    static Figure of(Measured measured) {
      List<Result> results = measured.results();
      List<Double> values = results.stream().map(Result::value).toList();
      return new Figure(
          measured.candidate().name(),
          Spread.of(values),
          latency(results),
          results.stream().mapToLong(Result::admittedTwice).sum(),
          values);
    }

    private static @Nullable Latency latency(List<Result> results) {
      List<Latency> all = new ArrayList<>();
      for (Result result : results) {
        Latency latency = result.latency();
        if (latency == null) {
          return null;
        }
        all.add(latency);
      }
      return new Latency(
          median(all, Latency::p50), median(all, Latency::p99), median(all, Latency::p999));
    }

    private static double median(List<Latency> all, ToDoubleFunction<Latency> of) {
      return Spread.of(all.stream().map(of::applyAsDouble).toList()).median();
    }
  }

  /**
   * One bar, held against its reference; no reference for a bar that is a plain figure.
   *
   * @param ratio of the medians, with the lowest and highest ratio of one round
   * @param mark what ours has to be, in the row's unit; 0 where that is no measured quantity
   */
  record Verdict(
      String bar,
      @Nullable String reference,
      @Nullable Spread ratio,
      double mark,
      boolean reached) {}

  record Row(String id, String metric, String unit, List<Figure> figures, List<Verdict> verdicts) {
    Figure ours() {
      return figures.getFirst();
    }
  }

  private final Machine machine;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Report(Machine machine) {
    this.machine = machine;
  }

  /** Something a reader has to know. */
  void note(String note) {
    notes.add(note);
  }

  String machine() {
    StringBuilder text = new StringBuilder();
    machine.facts().forEach((name, value) -> text.append("%-32s%s%n".formatted(name, value)));
    return text.toString();
  }

  void add(Scenario scenario, List<Measured> measured) {
    List<Figure> figures = measured.stream().map(Figure::of).toList();
    boolean lessIsBetter = scenario.unit().equals("ms");
    List<Verdict> verdicts =
        scenario.bars().stream().map(bar -> judge(bar, figures, lessIsBetter)).toList();
    rows.add(new Row(scenario.id(), scenario.metric(), scenario.unit(), figures, verdicts));
  }

  private static Verdict judge(Bar bar, List<Figure> figures, boolean lessIsBetter) {
    Figure ours = figures.getFirst();
    return switch (bar) {
      case Bar.PerSecond(double least) ->
          new Verdict(text("≥ %,.0f/s", least), null, null, least, ours.value().median() >= least);
      case Bar.AtMost(double most) ->
          new Verdict(text("≤ %,.0f ms", most), null, null, most, ours.value().median() <= most);
      case Bar.NoneTwice(String name) -> {
        long twice =
            figures.stream()
                .filter(figure -> figure.name().startsWith(name))
                .mapToLong(Figure::admittedTwice)
                .sum();
        yield new Verdict("none twice (%d)".formatted(twice), null, null, 0, twice == 0);
      }
      case Bar.Times(double factor, String reference) -> {
        Comparator<Figure> better = Comparator.comparingDouble(figure -> figure.value().median());
        var candidates =
            figures.stream().skip(1).filter(figure -> figure.name().startsWith(reference));
        Figure best = (lessIsBetter ? candidates.min(better) : candidates.max(better)).orElse(null);
        if (best == null) {
          yield new Verdict("not measured: " + reference, null, null, 0, false);
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < best.rounds().size(); i++) {
          ratios.add(ours.rounds().get(i) / best.rounds().get(i));
        }
        Spread spread = Spread.of(ratios);
        double ratio = ours.value().median() / best.value().median();
        yield new Verdict(
            text(lessIsBetter ? "≤ %.1f×" : "≥ %.1f×", factor),
            best.name(),
            new Spread(ratio, spread.lowest(), spread.highest()),
            factor * best.value().median(),
            lessIsBetter ? ratio <= factor : ratio >= factor);
      }
    };
  }

  /** One line a bar, then one a candidate. */
  String table() {
    StringBuilder out = new StringBuilder();
    out.append("| | metric | ours | reference | ratio (rounds) | bar | reached |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      String ours = amount(row.ours().value()) + " " + row.unit();
      for (Verdict verdict : row.verdicts()) {
        out.append(
            "| %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                    row.id(),
                    row.metric(),
                    ours,
                    verdict.reference() == null ? "" : verdict.reference(),
                    ratio(verdict.ratio()),
                    verdict.bar(),
                    verdict.reached() ? "yes" : "**no**"));
      }
    }
    out.append("\n| | measured | median (lowest to highest) | p50 ms | p99 ms | p99.9 ms |\n");
    out.append("|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      for (Figure figure : row.figures()) {
        Latency latency = figure.latency();
        out.append(
            "| %s | %s | %s %s | %s |\n"
                .formatted(
                    row.id(),
                    figure.name(),
                    amount(figure.value()),
                    row.unit(),
                    latency == null
                        ? "| | "
                        : text(
                            "%.2f | %.2f | %.2f", latency.p50(), latency.p99(), latency.p999())));
      }
    }
    notes.forEach(note -> out.append("\n").append(note).append("\n"));
    return out.toString();
  }

  /** Prints the table and writes {@code bench.md}, {@code bench.json} and {@code bench.svg}. */
  void write(Path directory) throws IOException {
    String table = table();
    System.out.println(table);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", machine.facts());
    json.put("rows", rows);
    json.put("notes", notes);
    Files.writeString(directory.resolve("bench.md"), "```\n" + machine() + "```\n\n" + table);
    Files.writeString(
        directory.resolve("bench.json"),
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(json));
    Files.writeString(directory.resolve("bench.svg"), Plot.of(rows, machine));
    System.out.println("Written to " + directory.toAbsolutePath());
  }

  private static String ratio(@Nullable Spread ratio) {
    return ratio == null
        ? ""
        : text("%.2f (%.2f to %.2f)", ratio.median(), ratio.lowest(), ratio.highest());
  }

  static String amount(Spread value) {
    String format = value.median() < 100 ? "%,.2f" : "%,.0f";
    return text(
        format + " (" + format + " to " + format + ")",
        value.median(),
        value.lowest(),
        value.highest());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
