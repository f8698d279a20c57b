package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import progression.projections.learnerprogress.GoalRows.ChoiceRow;
import progression.projections.learnerprogress.GoalRows.GoalRow;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of goals and choices. */
final class GoalJdbc {

  private GoalJdbc() {}

  static void upsertGoals(Connection connection, List<GoalRow> rows) throws SQLException {
    UpsertJdbc.into("goal", rows)
        .text("district", GoalRow::district)
        .text("learner", GoalRow::learner)
        .text("goal", GoalRow::goal)
        .key()
        .bigint("position", GoalRow::position)
        .merged("t.position")
        .json("definition", GoalRow::definition)
        .merged("coalesce(excluded.definition, t.definition)")
        .text("status", GoalRow::status)
        .merged("coalesce(excluded.status, t.status)")
        .execute(connection);
  }

  static void upsertChoices(Connection connection, List<ChoiceRow> rows) throws SQLException {
    UpsertJdbc.into("choice", rows)
        .text("district", ChoiceRow::district)
        .text("learner", ChoiceRow::learner)
        .text("pathway", ChoiceRow::pathway)
        .text("stage", ChoiceRow::stage)
        .key()
        .json("chosen", ChoiceRow::chosen)
        .execute(connection);
  }
}
