package progression.ledger;

import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.core.Metadata;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** An event's metadata as JSON: one object of strings, its keys sorted. */
final class MetadataJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectReader STRINGS =
      JSON.readerFor(new TypeReference<Map<String, String>>() {});

  private MetadataJson() {}

  static String write(Map<String, String> metadata) {
    return JSON.writeValueAsString(new TreeMap<>(metadata));
  }

  static Metadata read(String json) {
    return Metadata.from(STRINGS.<Map<String, String>>readValue(json));
  }
}
