package progression.projections.transcript;

import static java.util.Comparator.comparing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.runtime.UnnestJdbc;
import progression.projections.transcript.TranscriptRows.Claim;
import progression.projections.transcript.TranscriptRows.Competency;
import progression.projections.transcript.TranscriptRows.Learner;
import progression.projections.transcript.TranscriptRows.Stage;
import progression.projections.transcript.TranscriptRows.Withdrawal;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of this projection. */
@Component
class TranscriptJdbc {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The position that the rows reflect, and the rows as JSON. */
  private static final String TRANSCRIPT =
      """
      with asked as (
        select ?::text collate "C" as district, ?::text collate "C" as learner,
          ?::int as partition
      )
      select
        least(
          (select position from transcript.checkpoint c
           where c.district = a.district and c.partition = a.partition),
          (select min(position) - 1 from transcript.parked_event p
           where p.district = a.district and p.learner = a.learner
             and p.dropped_reason is null)),
        json_build_object(
          'learners', '[]'::json,
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
          'withdrawals', (
            select coalesce(json_agg(json_build_object(
              'district', w.district, 'learner', w.learner, 'position', w.position,
              'competency', w.competency, 'framework', w.framework,
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
          'competencies', (
            select coalesce(json_agg(k), '[]')
            from transcript.competency k
            where k.district = a.district and (k.framework, k.competency) in (
              select c.framework, c.competency from transcript.claim c
              where c.district = a.district and c.learner = a.learner
              union
              select w.framework, w.competency from transcript.withdrawal w
              where w.district = a.district and w.learner = a.learner)))
      from asked a
      join transcript.learner l on l.district = a.district and l.learner = a.learner
      """;

  private final DataSource dataSource;

  TranscriptJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Merges changes into the tables, by the rules of {@link TranscriptFold}. */
  static void upsert(Connection connection, TranscriptRows changes) throws SQLException {
    upsertLearners(connection, changes.learners());
    upsertClaims(connection, changes.claims());
    insertWithdrawals(connection, changes.withdrawals());
    upsertStages(connection, changes.stages());
    upsertCompetencies(connection, changes.competencies());
  }

  private static void upsertLearners(Connection connection, List<Learner> rows)
      throws SQLException {
    UnnestJdbc.of(rows)
        .text(Learner::district)
        .text(Learner::learner)
        .update(
            connection,
            """
            insert into learner (district, learner)
            select * from unnest(?::text[], ?::text[])
            on conflict do nothing
            """);
  }

  private static void upsertClaims(Connection connection, List<Claim> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(Claim::district)
        .text(Claim::learner)
        .text(Claim::competency)
        .text(Claim::basis)
        .text(Claim::framework)
        .integer(Claim::frameworkVersion)
        .text(Claim::policy)
        .integer(Claim::policyVersion)
        .numeric(Claim::estimate)
        .numeric(Claim::threshold)
        .time(Claim::since)
        .text(claim -> JSON.writeValueAsString(claim.evidence()))
        .text(Claim::reason)
        .time(Claim::recordedAt)
        .update(
            connection,
            """
            insert into claim
              (district, learner, competency, basis, framework, framework_version, policy,
               policy_version, estimate, threshold, since, evidence, reason, recorded_at)
            select c.district, c.learner, c.competency, c.basis, c.framework,
              c.framework_version, c.policy, c.policy_version, c.estimate, c.threshold, c.since,
              c.evidence::jsonb, c.reason, c.recorded_at
            from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[],
              ?::int[], ?::numeric[], ?::numeric[], ?::timestamptz[], ?::text[], ?::text[],
              ?::timestamptz[])
              as c (district, learner, competency, basis, framework, framework_version, policy,
                policy_version, estimate, threshold, since, evidence, reason, recorded_at)
            on conflict (district, learner, competency) do update set
              basis = excluded.basis,
              framework = excluded.framework,
              framework_version = excluded.framework_version,
              policy = excluded.policy,
              policy_version = excluded.policy_version,
              estimate = excluded.estimate,
              threshold = excluded.threshold,
              since = excluded.since,
              evidence = excluded.evidence,
              reason = excluded.reason,
              recorded_at = excluded.recorded_at
            """);
  }

  private static void insertWithdrawals(Connection connection, List<Withdrawal> rows)
      throws SQLException {
    UnnestJdbc.of(rows)
        .text(Withdrawal::district)
        .text(Withdrawal::learner)
        .bigint(Withdrawal::position)
        .text(Withdrawal::competency)
        .text(Withdrawal::framework)
        .integer(Withdrawal::frameworkVersion)
        .text(Withdrawal::policy)
        .integer(Withdrawal::policyVersion)
        .text(withdrawal -> withdrawal.cause().toString())
        .text(Withdrawal::reason)
        .time(Withdrawal::recordedAt)
        .update(
            connection,
            """
            insert into withdrawal
              (district, learner, position, competency, framework, framework_version, policy,
               policy_version, cause, reason, recorded_at)
            select w.district, w.learner, w.position, w.competency, w.framework,
              w.framework_version, w.policy, w.policy_version, w.cause::jsonb, w.reason,
              w.recorded_at
            from unnest(
              ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::int[], ?::text[],
              ?::int[], ?::text[], ?::text[], ?::timestamptz[])
              as w (district, learner, position, competency, framework, framework_version, policy,
                policy_version, cause, reason, recorded_at)
            """);
  }

  private static void upsertStages(Connection connection, List<Stage> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(Stage::district)
        .text(Stage::learner)
        .text(Stage::pathway)
        .text(Stage::stage)
        .integer(Stage::pathwayVersion)
        .flag(Stage::holds)
        .time(Stage::completedAt)
        .update(
            connection,
            """
            insert into stage as s
              (district, learner, pathway, stage, pathway_version, holds, completed_at)
            select * from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::boolean[],
              ?::timestamptz[])
            on conflict (district, learner, pathway, stage) do update set
              pathway_version = excluded.pathway_version,
              holds = excluded.holds,
              completed_at = coalesce(excluded.completed_at, s.completed_at)
            """);
  }

  /** In the order of the key: feeds of several partitions may do this at once. */
  private static void upsertCompetencies(Connection connection, List<Competency> rows)
      throws SQLException {
    UnnestJdbc.of(
            rows.stream()
                .sorted(
                    comparing(Competency::district)
                        .thenComparing(Competency::framework)
                        .thenComparing(Competency::competency))
                .toList())
        .text(Competency::district)
        .text(Competency::framework)
        .text(Competency::competency)
        .text(Competency::code)
        .text(Competency::statement)
        .bigint(Competency::position)
        .update(
            connection,
            """
            insert into competency as c
              (district, framework, competency, code, statement, position)
            select * from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
            on conflict (district, framework, competency) do update set
              code = excluded.code, statement = excluded.statement, position = excluded.position
            where excluded.position > c.position
            """);
  }

  /**
   * A learner's transcript. One statement, so that the rows and the position belong together even
   * while a rebuild is swapped in.
   */
  Optional<Transcript> read(String district, LearnerId learner, int partition) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TRANSCRIPT)) {
      statement.setString(1, district);
      statement.setString(2, learner.value());
      statement.setInt(3, partition);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                Transcript.of(
                    learner.value(),
                    row.getLong(1),
                    JSON.readValue(row.getString(2), TranscriptRows.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A learner's transcript cannot be read.", e);
    }
  }
}
