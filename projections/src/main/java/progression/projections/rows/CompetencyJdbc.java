package progression.projections.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of the table {@code competency}, for every projection that has one. */
public final class CompetencyJdbc {

  private CompetencyJdbc() {}

  /** Merges changes by the rules of {@link CompetencyChange#then}. */
  public static void upsert(Connection connection, Collection<CompetencyChange> changes)
      throws SQLException {
    upsert(connection, changes, UnaryOperator.identity());
  }

  /**
   * The same for a table that keeps more.
   *
   * @param more adds the table's own columns
   */
  public static void upsert(
      Connection connection,
      Collection<CompetencyChange> changes,
      UnaryOperator<UpsertJdbc<CompetencyChange>> more)
      throws SQLException {
    upsert(
        connection,
        changes.stream().filter(change -> !change.recounted()).toList(),
        more,
        "t.evidence + excluded.evidence",
        "greatest(t.last_evidence_at, excluded.last_evidence_at)");
    upsert(
        connection,
        changes.stream().filter(CompetencyChange::recounted).toList(),
        more,
        "excluded.evidence",
        "excluded.last_evidence_at");
  }

  private static void upsert(
      Connection connection,
      List<CompetencyChange> changes,
      UnaryOperator<UpsertJdbc<CompetencyChange>> more,
      String evidence,
      String lastEvidenceAt)
      throws SQLException {
    UpsertJdbc<CompetencyChange> upsert =
        UpsertJdbc.into("competency", changes)
            .text("district", CompetencyChange::district)
            .text("learner", CompetencyChange::learner)
            .text("competency", CompetencyChange::competency)
            .key()
            .text("framework", CompetencyChange::framework)
            .text("status", CompetencyChange::status)
            .numeric("estimate", CompetencyChange::estimate)
            .bigint("evidence", CompetencyChange::evidence)
            .merged(evidence)
            .time("first_evidence_at", CompetencyChange::firstEvidenceAt)
            .merged("least(t.first_evidence_at, excluded.first_evidence_at)")
            .time("last_evidence_at", CompetencyChange::lastEvidenceAt)
            .merged(lastEvidenceAt)
            .time("since", CompetencyChange::since);
    more.apply(upsert).execute(connection);
  }
}
