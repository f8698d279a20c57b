package progression.projections.reporting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** An object a line; what has no value is left out. */
final class NdjsonWriter implements Format.RowWriter {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Column> columns;
  private final OutputStream out;

  NdjsonWriter(List<Column> columns, OutputStream out) {
    this.columns = columns;
    this.out = out;
  }

  @Override
  public void write(List<@Nullable Object> values) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        if (value != null) {
          json.writeName(columns.get(i).name());
          if (columns.get(i).type() == Column.Type.JSON) {
            json.writeRawValue(value.toString());
          } else {
            json.writePOJO(value);
          }
        }
      }
      json.writeEndObject();
    }
    line.append('\n');
    out.write(line.toString().getBytes(UTF_8));
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}
