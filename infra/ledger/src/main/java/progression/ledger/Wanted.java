package progression.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Criteria as columns, a row for each criterion and type, so that one statement probes the indexes
 * for them all. A row names the first tag of its criterion, and all of them where there are
 * several.
 */
final class Wanted {

  private static final String TYPED =
      """
      (select t.position from {schema}.event_tag t
       where t.tag = wanted.tag and t.type = wanted.type and t.position > wanted.after
         and (wanted.tags is null or exists (
           select from {schema}.event e
           where e.position = t.position and e.tags @> wanted.tags::text[]))
       {first})\
      """;

  private static final String UNTYPED =
      """
      (select t.position from {schema}.event_tag t
       where wanted.type is null and t.tag = wanted.tag and t.position > wanted.after
         and (wanted.tags is null or exists (
           select from {schema}.event e
           where e.position = t.position and e.tags @> wanted.tags::text[]))
       {first})\
      """;

  private static final String UNTAGGED =
      """
      (select e.position from {schema}.event e
       where wanted.tag is null and (wanted.type is null or e.type = wanted.type)
         and e.position > wanted.after
       {first})\
      """;

  private final List<Integer> numbers = new ArrayList<>();
  private final List<Long> after = new ArrayList<>();
  private final List<@Nullable String> tag = new ArrayList<>();
  private final List<@Nullable String> type = new ArrayList<>();
  private final List<@Nullable String> allTags = new ArrayList<>();

  private int size;

  /**
   * Events that match a criterion.
   *
   * @param after only events behind this position; −1 for all
   */
  record Part(Criterion criterion, long after) {}

  /** Adds a part. The first one that is added is number 0 in the answer. */
  void add(Part part) {
    int number = size++;
    Criterion criterion = part.criterion();
    if (criterion.types().isEmpty()) {
      addRow(number, criterion.tags(), null, part.after());
    }
    for (String wantedType : criterion.types()) {
      addRow(number, criterion.tags(), wantedType, part.after());
    }
  }

  /** How many parts there are. */
  int size() {
    return size;
  }

  private void addRow(int number, List<String> tags, @Nullable String wantedType, long behind) {
    numbers.add(number);
    after.add(behind);
    tag.add(tags.isEmpty() ? null : tags.getFirst());
    type.add(wantedType);
    allTags.add(tags.size() > 1 ? AppendJdbc.literal(tags) : null);
  }

  /**
   * A row {@code wanted} for each that was added, beside it {@code found.position} for each event
   * that it finds. Its five parameters are what {@link #bind} binds.
   *
   * @param first for the first events of each row only, such as {@code order by position limit 1}
   */
  String sql(String schema, String first) {
    boolean exact = !tag.contains(null) && !type.contains(null);
    return """
    unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
      as wanted (number, after, tag, type, tags)
    cross join lateral (%s) found\
    """
        .formatted(exact ? TYPED : String.join(" union all ", TYPED, UNTYPED, UNTAGGED))
        .replace("{schema}", schema)
        .replace("{first}", first);
  }

  /** Binds number, position, tag, type and all tags as five arrays, from the first parameter on. */
  void bind(Connection connection, PreparedStatement statement) throws SQLException {
    statement.setArray(1, connection.createArrayOf("int4", numbers.toArray(Integer[]::new)));
    statement.setArray(2, connection.createArrayOf("int8", after.toArray(Long[]::new)));
    statement.setArray(3, connection.createArrayOf("text", tag.toArray(String[]::new)));
    statement.setArray(4, connection.createArrayOf("text", type.toArray(String[]::new)));
    statement.setArray(5, connection.createArrayOf("text", allTags.toArray(String[]::new)));
  }
}
