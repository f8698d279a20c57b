package progression.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Criteria as columns, a row for each, so that one statement probes the indexes for them all. A row
 * names the first tag of its criterion, and all of them where there are several. Its types are
 * looked for in one scan of the index, as they stand beside one another there.
 */
final class Wanted {

  /** How many parameters {@link #sql} has. */
  static final int PARAMETERS = 5;

  private static final String TAGGED =
      """
      (select t.position from {schema}.event_tag t
       where {types} and t.tag = wanted.tag and t.position > wanted.after
         and (wanted.tags is null or exists (
           select from {schema}.event e
           where e.position = t.position and e.tags @> wanted.tags::text[]))
       {first})\
      """;

  private static final String TYPED =
      TAGGED.replace("{types}", "t.type = any(wanted.types::text[])");

  private static final String UNTYPED = TAGGED.replace("{types}", "wanted.types is null");

  private static final String UNTAGGED =
      """
      (select e.position from {schema}.event e
       where wanted.tag is null
         and (wanted.types is null or e.type = any(wanted.types::text[]))
         and e.position > wanted.after
       {first})\
      """;

  private final List<Integer> numbers = new ArrayList<>();
  private final List<Long> after = new ArrayList<>();
  private final List<@Nullable String> tag = new ArrayList<>();
  private final List<@Nullable String> types = new ArrayList<>();
  private final List<@Nullable String> allTags = new ArrayList<>();

  /**
   * Events that match a criterion.
   *
   * @param after only events behind this position; −1 for all
   */
  record Part(Criterion criterion, long after) {}

  /** Adds a part. The first one that is added is number 0 in the answer. */
  void add(Part part) {
    Criterion criterion = part.criterion();
    numbers.add(numbers.size());
    after.add(part.after());
    tag.add(criterion.tags().isEmpty() ? null : criterion.tags().getFirst());
    types.add(criterion.types().isEmpty() ? null : AppendJdbc.literal(criterion.types()));
    allTags.add(criterion.tags().size() > 1 ? AppendJdbc.literal(criterion.tags()) : null);
  }

  /** How many parts there are. */
  int size() {
    return numbers.size();
  }

  /**
   * A row {@code wanted} for each part, beside it {@code found.position} for each event that it
   * finds. Its parameters are what {@link #bind} binds.
   *
   * @param first for the first events of each row only, such as {@code order by position limit 1}
   */
  String sql(String schema, String first) {
    boolean exact = !tag.contains(null) && !types.contains(null);
    return """
    unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
      as wanted (number, after, tag, types, tags)
    cross join lateral (%s) found\
    """
        .formatted(exact ? TYPED : String.join(" union all ", TYPED, UNTYPED, UNTAGGED))
        .replace("{schema}", schema)
        .replace("{first}", first);
  }

  /** Binds number, position, tag, types and all tags as arrays, from the first parameter on. */
  void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
    Array[] arrays = {
      connection.createArrayOf("int4", numbers.toArray(Integer[]::new)),
      connection.createArrayOf("int8", after.toArray(Long[]::new)),
      connection.createArrayOf("text", tag.toArray(String[]::new)),
      connection.createArrayOf("text", types.toArray(String[]::new)),
      connection.createArrayOf("text", allTags.toArray(String[]::new))
    };
    for (int i = 0; i < PARAMETERS; i++) {
      statement.setArray(first + i, arrays[i]);
    }
  }
}
