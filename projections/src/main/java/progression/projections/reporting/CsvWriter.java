package progression.projections.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with a header line, in UTF-8. Nothing is an empty field, empty text a quoted one.
 *
 * <p>Spreadsheets take text that begins like a formula for one, and would run what somebody wrote
 * as a comment: an apostrophe in front makes it text again.
 */
final class CsvWriter implements Format.RowWriter {

  private static final String FORMULA = "=+-@\t\r\n";

  private final List<Column> columns;
  private final CSVPrinter printer;

  CsvWriter(List<Column> columns, OutputStream out) throws IOException {
    this.columns = columns;
    printer =
        CSVFormat.RFC4180
            .builder()
            .setHeader(columns.stream().map(Column::name).toArray(String[]::new))
            .get()
            .print(new OutputStreamWriter(out, UTF_8));
  }

  @Override
  public void write(List<@Nullable Object> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      boolean isText = columns.get(i).type() == Column.Type.TEXT;
      printer.print(isText && value != null ? harmless(value.toString()) : value);
    }
    printer.println();
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public void end() throws IOException {
    printer.flush();
  }
}
