package progression.projections.reads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.HexFormat;
import progression.ledger.StoredEvent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as a line of NDJSON. Payload and metadata are written as the ledger keeps them, byte by
 * byte, because that is what the hash covers.
 */
public final class EventLine {

  private static final JsonMapper JSON = JsonMapper.shared();

  private EventLine() {}

  /** Writes the line with its end. */
  public static void write(StoredEvent event, OutputStream out) throws IOException {
    out.write((of(event) + '\n').getBytes(UTF_8));
  }

  /** The line without its end. */
  public static String of(StoredEvent event) {
    StringWriter line = new StringWriter(event.payload().length() + 512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberProperty("position", event.position());
      json.writeStringProperty("id", event.id().toString());
      json.writeStringProperty("type", event.type());
      json.writeNumberProperty("version", event.version());
      json.writeStringProperty("time", event.time().toString());
      json.writeStringProperty("committedAt", event.committedAt().toString());
      json.writeArrayPropertyStart("tags");
      event.tags().forEach(json::writeString);
      json.writeEndArray();
      json.writeName("metadata");
      json.writeRawValue(event.metadata());
      json.writeName("data");
      json.writeRawValue(event.payload());
      json.writeStringProperty("hash", HexFormat.of().formatHex(event.hash()));
      json.writeEndObject();
    }
    return line.toString();
  }
}
