package progression.ledger;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An event's metadata as JSON: one object of strings, its keys sorted. */
final class MetadataJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private MetadataJson() {}

  static String write(Map<String, String> metadata) {
    return JSON.writeValueAsString(new TreeMap<>(metadata));
  }

  static Map<String, String> read(String json) {
    return JSON.readValue(json, STRINGS);
  }
}
