package progression.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Judges a race by the committed log alone, with plain SQL and without any of the ledger's code:
 * each decision must have seen exactly the events of its boundary that stand before it.
 */
final class RaceOracle {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DataSource dataSource;
  private final String schema;
  private final Map<String, List<Set<String>>> tagsOfEventsByTag = new HashMap<>();
  private final Map<String, Integer> winners = new HashMap<>();
  private final Set<String> recorded = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  RaceOracle(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.schema = schema;
  }

  /** What is wrong with the log; empty if nothing is. */
  List<String> complaints() throws SQLException {
    String request = "";
    int left = 0;
    long expected = 0;
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select position, tags, payload from " + schema + ".event order by position")) {
      while (row.next()) {
        long position = row.getLong(1);
        Set<String> tags = Set.of((String[]) row.getArray(2).getArray());
        JsonNode json = JSON.readTree(row.getString(3));
        String next = json.get("round").asInt() + "/" + json.get("writer").asInt();
        if (position != expected++) {
          complaints.add("a gap before position " + position);
        }
        if (left == 0) {
          request = next;
          left = json.get("events").asInt();
          begin(request, json, position);
        } else if (!request.equals(next)) {
          complaints.add("the events of " + request + " are torn apart at " + position);
        }
        left--;
        tags.forEach(
            tag -> tagsOfEventsByTag.computeIfAbsent(tag, none -> new ArrayList<>()).add(tags));
      }
    }
    return complaints;
  }

  /** Which requests the log holds, as {@code round/writer}. */
  Set<String> recorded() {
    return recorded;
  }

  private void begin(String request, JsonNode json, long position) {
    if (!recorded.add(request)) {
      complaints.add(request + " is recorded twice");
    }
    Set<Set<String>> standing = Collections.newSetFromMap(new IdentityHashMap<>());
    for (JsonNode criterion : json.get("boundary")) {
      List<String> tags = new ArrayList<>();
      criterion.forEach(tag -> tags.add(tag.asString()));
      tagsOfEventsByTag.getOrDefault(tags.getFirst(), List.of()).stream()
          .filter(event -> event.containsAll(tags))
          .forEach(standing::add);
    }
    if (standing.size() != json.get("seen").asInt()) {
      complaints.add(
          "%s at position %d saw %d events, but %d stand before it"
              .formatted(request, position, json.get("seen").asInt(), standing.size()));
    }
    if (json.get("oneWinner").asBoolean()
        && winners.merge(json.get("round") + "/" + json.get("contest"), 1, Integer::sum) > 1) {
      complaints.add("a second winner in round " + json.get("round"));
    }
  }
}
