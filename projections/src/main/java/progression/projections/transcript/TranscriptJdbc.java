package progression.projections.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.LearnerRowsJdbc;
import progression.projections.runtime.UpsertJdbc;
import progression.projections.transcript.TranscriptRows.Claim;
import progression.projections.transcript.TranscriptRows.Level;
import progression.projections.transcript.TranscriptRows.Stage;
import progression.projections.transcript.TranscriptRows.Withdrawal;

/** The SQL of this projection. */
@Component
class TranscriptJdbc {

  private static final String ROWS =
      """
      'claims', (
        select coalesce(json_agg(json_build_object(
          'district', c.district, 'learner', c.learner,
          'competency', c.competency, 'basis', c.basis,
          'framework', c.framework, 'frameworkVersion', c.framework_version,
          'policy', c.policy, 'policyVersion', c.policy_version,
          'estimate', c.estimate, 'threshold', c.threshold, 'since', c.since,
          'evidence', c.evidence, 'reason', c.reason,
          'recordedAt', c.recorded_at)), '[]')
        from transcript.claim c
        where c.district = a.district and c.learner = a.learner and c.basis is not null),
      'levels', (
        select coalesce(json_agg(l), '[]') from transcript.level l
        where l.district = a.district and l.learner = a.learner and l.holds),
      'withdrawals', (
        select coalesce(json_agg(json_build_object(
          'district', w.district, 'learner', w.learner, 'position', w.position,
          'competency', w.competency, 'level', w.level, 'framework', w.framework,
          'frameworkVersion', w.framework_version, 'policy', w.policy,
          'policyVersion', w.policy_version, 'cause', w.cause,
          'reason', w.reason, 'recordedAt', w.recorded_at)), '[]')
        from transcript.withdrawal w
        where w.district = a.district and w.learner = a.learner),
      'stages', (
        select coalesce(json_agg(json_build_object(
          'district', s.district, 'learner', s.learner, 'pathway', s.pathway,
          'stage', s.stage, 'pathwayVersion', s.pathway_version,
          'holds', s.holds, 'completedAt', s.completed_at)), '[]')
        from transcript.stage s
        where s.district = a.district and s.learner = a.learner),
      'common', json_build_object(
        'learners', '[]'::json, 'pathwayStages', '[]'::json,
        'standards', (
          select coalesce(json_agg(k), '[]')
          from transcript.standard k
          where k.district = a.district and (k.framework, k.competency) in (
            select c.framework, c.competency from transcript.claim c
            where c.district = a.district and c.learner = a.learner
            union
            select w.framework, w.competency from transcript.withdrawal w
            where w.district = a.district and w.learner = a.learner)))
      """;

  private final LearnerRowsJdbc<TranscriptRows> rows;

  TranscriptJdbc(DataSource dataSource) {
    this.rows =
        new LearnerRowsJdbc<>(dataSource, TranscriptProjection.NAME, ROWS, TranscriptRows.class);
  }

  /** Merges changes into the tables, by the rules of {@link TranscriptFold}. */
  static void upsert(Connection connection, TranscriptRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    UpsertJdbc.into("claim", changes.claims())
        .text("district", Claim::district)
        .text("learner", Claim::learner)
        .text("competency", Claim::competency)
        .key()
        .text("basis", Claim::basis)
        .text("framework", Claim::framework)
        .integer("framework_version", Claim::frameworkVersion)
        .text("policy", Claim::policy)
        .integer("policy_version", Claim::policyVersion)
        .numeric("estimate", Claim::estimate)
        .numeric("threshold", Claim::threshold)
        .time("since", Claim::since)
        .json("evidence", Claim::evidence)
        .text("reason", Claim::reason)
        .time("recorded_at", Claim::recordedAt)
        .execute(connection);
    UpsertJdbc.into("level", changes.levels())
        .text("district", Level::district)
        .text("learner", Level::learner)
        .text("competency", Level::competency)
        .numeric("level", Level::level)
        .key()
        .flag("holds", Level::holds)
        .execute(connection);
    UpsertJdbc.into("withdrawal", changes.withdrawals())
        .text("district", Withdrawal::district)
        .text("learner", Withdrawal::learner)
        .bigint("position", Withdrawal::position)
        .text("competency", Withdrawal::competency)
        .numeric("level", Withdrawal::level)
        .text("framework", Withdrawal::framework)
        .integer("framework_version", Withdrawal::frameworkVersion)
        .text("policy", Withdrawal::policy)
        .integer("policy_version", Withdrawal::policyVersion)
        .json("cause", Withdrawal::cause)
        .text("reason", Withdrawal::reason)
        .time("recorded_at", Withdrawal::recordedAt)
        .execute(connection);
    UpsertJdbc.into("stage", changes.stages())
        .text("district", Stage::district)
        .text("learner", Stage::learner)
        .text("pathway", Stage::pathway)
        .text("stage", Stage::stage)
        .key()
        .integer("pathway_version", Stage::pathwayVersion)
        .flag("holds", Stage::holds)
        .time("completed_at", Stage::completedAt)
        .merged("coalesce(excluded.completed_at, t.completed_at)")
        .execute(connection);
  }

  /** A learner's transcript. */
  Optional<Transcript> read(String district, LearnerId learner, int partition) {
    return rows.read(district, learner, partition)
        .map(found -> Transcript.of(learner.value(), found.position(), found.rows()));
  }
}
