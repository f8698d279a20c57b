package progression.ledger;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Criteria as columns, a row for each, so that one statement probes the indexes for them all. A row
 * has the keys of the first tag of its criterion, one for each type, which stand beside one another
 * in the index, or the lowest and the highest where the type does not matter. What is found is held
 * against all of the tags and the types, as keys can be shared.
 */
final class Wanted {

  /** How many parameters {@link #sql} has. */
  static final int PARAMETERS = 5;

  /**
   * The offset keeps the order: the index of tags first, and then the events that it names.
   * PostgreSQL would turn it round on a ledger that it has no statistics of yet, and read all of
   * it.
   */
  private static final String TAGGED =
      """
      (select e.* from {schema}.event_tag t
       cross join lateral (
         select * from {schema}.event e
         where e.position = t.position and e.tags @> wanted.tags {types}
         offset 0) e
       where {keys} and t.position > wanted.after
       {first})\
      """;

  private static final String TYPED =
      TAGGED
          .replace("{keys}", "t.key = any(wanted.keys)")
          .replace("{types}", "and e.type = any(wanted.types)");

  private static final String UNTYPED =
      TAGGED
          .replace(
              "{keys}", "wanted.types is null and t.key between wanted.keys[1] and wanted.keys[2]")
          .replace("{types}", "");

  private static final String UNTAGGED =
      """
      (select e.* from {schema}.event e
       where wanted.keys is null
         and (wanted.types is null or e.type = any(wanted.types))
         and e.position > wanted.after
       {first})\
      """;

  private final List<Integer> numbers = new ArrayList<>();
  private final List<Long> after = new ArrayList<>();
  private final List<@Nullable String> keys = new ArrayList<>();
  private final List<@Nullable String> tags = new ArrayList<>();
  private final List<@Nullable String> types = new ArrayList<>();

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
    keys.add(criterion.tags().isEmpty() ? null : keys(criterion));
    tags.add(criterion.tags().isEmpty() ? null : AppendJdbc.literal(criterion.tags()));
    types.add(criterion.types().isEmpty() ? null : AppendJdbc.literal(criterion.types()));
  }

  private static String keys(Criterion criterion) {
    String tag = criterion.tags().getFirst();
    LongStream keys =
        criterion.types().isEmpty() ? TagKey.range(tag) : TagKey.of(tag, criterion.types());
    return keys.mapToObj(Long::toString).collect(joining(",", "{", "}"));
  }

  /** How many parts there are. */
  int size() {
    return numbers.size();
  }

  /** Whether every part names a tag and types. */
  boolean isExact() {
    return !keys.contains(null) && !types.contains(null);
  }

  /**
   * A row {@code wanted} for each part, beside it {@code found}, each event that it finds. Its
   * parameters are what {@link #bind} binds. The text is the same for all that are exact, and for
   * all that are not. The offset has what is bound taken apart once, not for each event.
   *
   * @param first for the first events of each row only, such as {@code order by position limit 1}
   */
  String sql(String schema, String first) {
    return """
    (select number, after, keys::bigint[], tags::text[], types::text[]
     from unnest(?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
       as wanted (number, after, keys, tags, types)
     offset 0) wanted
    cross join lateral (%s) found\
    """
        .formatted(isExact() ? TYPED : String.join(" union all ", TYPED, UNTYPED, UNTAGGED))
        .replace("{schema}", schema)
        .replace("{first}", first);
  }

  /** Binds number, position, keys, tags and types as arrays, from the first parameter on. */
  void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
    Array[] arrays = {
      connection.createArrayOf("int4", numbers.toArray(Integer[]::new)),
      connection.createArrayOf("int8", after.toArray(Long[]::new)),
      connection.createArrayOf("text", keys.toArray(String[]::new)),
      connection.createArrayOf("text", tags.toArray(String[]::new)),
      connection.createArrayOf("text", types.toArray(String[]::new))
    };
    for (int i = 0; i < PARAMETERS; i++) {
      statement.setArray(first + i, arrays[i]);
    }
  }
}
