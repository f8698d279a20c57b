package progression.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What became of evidence, by the committed log alone, with plain SQL and without the ledger's
 * code. It reads on from where it stood, so that it can be asked often.
 */
final class EvidenceOracle {

  /** How many pieces of evidence each command of these tests brings. */
  static final int LINES = 3;

  private final DataSource dataSource;
  private final String schema;
  private final Map<String, Long> positions = new HashMap<>();
  private final Set<String> commands = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();
  private long position = -1;
  private String command = "";
  private int lines;

  EvidenceOracle(DataSource dataSource, String schema) {
    this.dataSource = dataSource;
    this.schema = schema;
  }

  /** Where the evidence stands as of the last {@link #readOn}; −1 if nowhere. */
  long position(String evidence) {
    return positions.getOrDefault(evidence, -1L);
  }

  /** The last position that was read. */
  long position() {
    return position;
  }

  /** Reads what is new. Returns what is wrong with the log so far; empty if nothing is. */
  List<String> readOn() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select position, type, tags, metadata::jsonb ->> 'causationId'
                from %s.event where position > ? order by position
                """
                    .formatted(schema))) {
      statement.setLong(1, position);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getLong(1) != ++position) {
            complaints.add("a gap before position " + row.getLong(1));
          }
          partOf(row.getString(4));
          if (row.getString(2).equals("EvidenceRecorded")) {
            evidence((String[]) row.getArray(3).getArray());
          }
        }
      }
    }
    partOf(""); // Commits are whole, so whatever is read last is the end of an append.
    return complaints;
  }

  /** Appends follow one another; each holds all the evidence of its command. */
  private void partOf(String next) {
    if (next.equals(command)) {
      return;
    }
    if (lines % LINES != 0) {
      complaints.add("only %d lines of a command before position %d".formatted(lines, position));
    }
    if (!next.isEmpty() && !commands.add(next)) {
      complaints.add("a command's events are torn apart at position " + position);
    }
    command = next;
    lines = 0;
  }

  private void evidence(String[] tags) {
    lines++;
    for (String tag : tags) {
      if (tag.startsWith("evidence=")) {
        Long before = positions.putIfAbsent(tag.substring("evidence=".length()), position);
        if (before != null) {
          complaints.add("%s stands at %d and again at %d".formatted(tag, before, position));
        }
      }
    }
  }
}
