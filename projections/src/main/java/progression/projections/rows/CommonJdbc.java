package progression.projections.rows;

import java.sql.Connection;
import java.sql.SQLException;
import progression.projections.rows.CommonRows.Learner;
import progression.projections.rows.CommonRows.PathwayStage;
import progression.projections.rows.CommonRows.Standard;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of the rows that every projection has. */
public final class CommonJdbc {

  private CommonJdbc() {}

  /** Adds learners; reference rows give way only to a higher position. */
  public static void upsert(Connection connection, CommonRows changes) throws SQLException {
    UpsertJdbc.into("learner", changes.learners())
        .text("district", Learner::district)
        .text("learner", Learner::learner)
        .key()
        .execute(connection);
    UpsertJdbc.into("standard", changes.standards())
        .text("district", Standard::district)
        .text("framework", Standard::framework)
        .text("competency", Standard::competency)
        .key()
        .integer("version", Standard::version)
        .text("code", Standard::code)
        .text("statement", Standard::statement)
        .json("prerequisites", Standard::prerequisites)
        .bigint("position", Standard::position)
        .onlyByHigher("position")
        .execute(connection);
    UpsertJdbc.into("pathway_stage", changes.pathwayStages())
        .text("district", PathwayStage::district)
        .text("pathway", PathwayStage::pathway)
        .integer("version", PathwayStage::version)
        .integer("ordinal", PathwayStage::ordinal)
        .key()
        .text("stage", PathwayStage::stage)
        .text("framework", PathwayStage::framework)
        .json("requirement", PathwayStage::requirement)
        .integer("weeks", PathwayStage::weeks)
        .bigint("position", PathwayStage::position)
        .onlyByHigher("position")
        .execute(connection);
  }
}
