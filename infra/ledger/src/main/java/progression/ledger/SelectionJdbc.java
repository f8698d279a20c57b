package progression.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Which events to read, as a union of SQL branches that each yield positions.
 *
 * <p>Criteria of one tag that want the same types from the same position on share a branch, so the
 * boundary of a decision over hundreds of tags is a handful of index probes.
 */
final class SelectionJdbc {

  /**
   * A criterion, and from where on its events are wanted.
   *
   * @param after only events behind this position; −1 for all
   */
  record Part(Criterion criterion, long after) {}

  private record Branch(String sql, List<Object> parameters) {}

  private final List<Branch> branches = new ArrayList<>();

  /** Events that match any part; none if there is no part. */
  SelectionJdbc(List<Part> parts) {
    record Shape(int tags, List<String> types, long after) {}
    parts.stream()
        .collect(
            groupingBy(
                part -> new Shape(part.criterion.tags().size(), part.criterion.types(), part.after),
                LinkedHashMap::new,
                toList()))
        .forEach((shape, alike) -> {
          if (shape.tags == 1) {
            branches.add(oneTagEach(alike));
          } else {
            alike.forEach(part -> branches.add(shape.tags == 0 ? noTag(part) : allTags(part)));
          }
        });
    if (branches.isEmpty()) {
      branches.add(
          new Branch(
              """
              select null::bigint as position where false\
              """,
              List.of()));
    }
  }

  /** Events that match any criterion and stand behind the position. */
  static SelectionJdbc behind(long after, List<Criterion> criteria) {
    return new SelectionJdbc(criteria.stream().map(each -> new Part(each, after)).toList());
  }

  /** A query with one column, {@code position}, that yields each position once. */
  String sql(String schema) {
    return branches.stream()
        .map(branch -> branch.sql.formatted(schema))
        .collect(joining(" union "));
  }

  /** The same where the first positions are enough, so that no branch yields more. */
  String sqlOfFirst(String schema) {
    return branches.stream()
        .map(branch -> "(" + branch.sql.formatted(schema) + " order by position limit ?)")
        .collect(joining(" union "));
  }

  /** Binds {@link #sql} from the first parameter on and returns the next free one. */
  int bind(Connection connection, PreparedStatement statement) throws SQLException {
    int next = 1;
    for (Branch branch : branches) {
      next = bind(connection, statement, next, branch.parameters);
    }
    return next;
  }

  /** Binds {@link #sqlOfFirst} from the first parameter on and returns the next free one. */
  int bindFirst(Connection connection, PreparedStatement statement, int limit) throws SQLException {
    int next = 1;
    for (Branch branch : branches) {
      next = bind(connection, statement, next, branch.parameters);
      statement.setInt(next++, limit);
    }
    return next;
  }

  private static int bind(
      Connection connection, PreparedStatement statement, int from, List<Object> parameters)
      throws SQLException {
    int next = from;
    for (Object parameter : parameters) {
      if (parameter instanceof List<?> texts) {
        statement.setArray(next++, connection.createArrayOf("text", texts.toArray(String[]::new)));
      } else {
        statement.setObject(next++, parameter);
      }
    }
    return next;
  }

  private static Branch oneTagEach(List<Part> parts) {
    List<String> tags = parts.stream().map(part -> part.criterion.tags().getFirst()).toList();
    List<String> types = parts.getFirst().criterion.types();
    long after = parts.getFirst().after;
    return types.isEmpty()
        ? new Branch(
            """
            select position from %s.event_tag where tag = any (?) and position > ?\
            """,
            List.of(tags, after))
        : new Branch(
            """
            select position from %s.event_tag
            where tag = any (?) and type = any (?) and position > ?\
            """,
            List.of(tags, types, after));
  }

  private static Branch allTags(Part part) {
    Criterion criterion = part.criterion;
    String first = criterion.tags().getFirst();
    return criterion.types().isEmpty()
        ? new Branch(
            """
            select position from %1$s.event_tag t
            where tag = ? and position > ? and exists (
              select from %1$s.event e where e.position = t.position and e.tags @> ?)\
            """,
            List.of(first, part.after, criterion.tags()))
        : new Branch(
            """
            select position from %1$s.event_tag t
            where tag = ? and position > ? and type = any (?) and exists (
              select from %1$s.event e where e.position = t.position and e.tags @> ?)\
            """,
            List.of(first, part.after, criterion.types(), criterion.tags()));
  }

  private static Branch noTag(Part part) {
    return part.criterion.types().isEmpty()
        ? new Branch(
            """
            select position from %s.event where position > ?\
            """,
            List.of(part.after))
        : new Branch(
            """
            select position from %s.event where position > ? and type = any (?)\
            """,
            List.of(part.after, part.criterion.types()));
  }
}
