package progression.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a batch as columns, a row for each criterion and type, so that one statement
 * probes them all. A row names the first tag of its criterion, and all of them where there are
 * several.
 */
final class Wanted {

  private final List<Integer> requests = new ArrayList<>();
  private final List<Long> markers = new ArrayList<>();
  private final List<@Nullable String> tag = new ArrayList<>();
  private final List<@Nullable String> type = new ArrayList<>();
  private final List<@Nullable String> allTags = new ArrayList<>();

  Wanted(List<AppendRequest> batch) {
    for (int i = 0; i < batch.size(); i++) {
      for (Criterion criterion : batch.get(i).criteria()) {
        if (criterion.types().isEmpty()) {
          add(i, batch.get(i).marker(), criterion, null);
        }
        for (String wanted : criterion.types()) {
          add(i, batch.get(i).marker(), criterion, wanted);
        }
      }
    }
  }

  private void add(int request, long marker, Criterion criterion, @Nullable String wantedType) {
    List<String> tags = criterion.tags();
    requests.add(request);
    markers.add(marker);
    tag.add(tags.isEmpty() ? null : tags.getFirst());
    type.add(wantedType);
    allTags.add(tags.size() > 1 ? AppendJdbc.literal(tags) : null);
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /** Binds request, marker, tag, type and all tags as five arrays. */
  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    statement.setArray(1, connection.createArrayOf("int4", requests.toArray(Integer[]::new)));
    statement.setArray(2, connection.createArrayOf("int8", markers.toArray(Long[]::new)));
    statement.setArray(3, connection.createArrayOf("text", tag.toArray(String[]::new)));
    statement.setArray(4, connection.createArrayOf("text", type.toArray(String[]::new)));
    statement.setArray(5, connection.createArrayOf("text", allTags.toArray(String[]::new)));
  }
}
