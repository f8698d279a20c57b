package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import progression.projections.learnerprogress.GoalRows.ChoiceRow;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.runtime.UnnestJdbc;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of goals and choices. */
final class GoalJdbc {

  private GoalJdbc() {}

  /** A subquery each for what {@code a} asks for. */
  static final String SUBQUERIES =
      """
          'goals', (
            select coalesce(json_agg(g order by g.position), '[]')
            from learnerprogress.goal g
            where g.district = a.district and g.learner = a.learner),
          'choices', (
            select coalesce(json_agg(h), '[]') from learnerprogress.choice h
            where h.district = a.district and h.learner = a.learner),
      """;

  static void upsertGoals(Connection connection, List<GoalRow> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(GoalRow::district)
        .text(GoalRow::learner)
        .text(GoalRow::goal)
        .bigint(GoalRow::position)
        .text(row -> row.definition() == null ? null : row.definition().toString())
        .text(GoalRow::status)
        .update(
            connection,
            """
            insert into goal as g (district, learner, goal, position, definition, status)
            select c.district, c.learner, c.goal, c.position, c.definition::jsonb, c.status
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[])
              as c (district, learner, goal, position, definition, status)
            on conflict (district, learner, goal) do update set
              definition = coalesce(excluded.definition, g.definition),
              status = coalesce(excluded.status, g.status)
            """);
  }

  static void upsertChoices(Connection connection, List<ChoiceRow> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(ChoiceRow::district)
        .text(ChoiceRow::learner)
        .text(ChoiceRow::pathway)
        .text(ChoiceRow::stage)
        .text(row -> JsonMapper.shared().writeValueAsString(row.chosen()))
        .update(
            connection,
            """
            insert into choice (district, learner, pathway, stage, chosen)
            select c.district, c.learner, c.pathway, c.stage, c.chosen::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as c (district, learner, pathway, stage, chosen)
            on conflict (district, learner, pathway, stage) do update set
              chosen = excluded.chosen
            """);
  }
}
