package progression.projections.learnerprogress;

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
import progression.projections.learnerprogress.LearnerProgressRows.Code;
import progression.projections.learnerprogress.LearnerProgressRows.Competency;
import progression.projections.learnerprogress.LearnerProgressRows.Learner;
import progression.projections.learnerprogress.LearnerProgressRows.Pathway;
import progression.projections.learnerprogress.LearnerProgressRows.PathwayStage;
import progression.projections.learnerprogress.LearnerProgressRows.Stage;
import progression.projections.runtime.UnnestJdbc;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of this projection. */
@Component
class LearnerProgressJdbc {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The position that the rows reflect, and the rows as JSON. */
  private static final String PROGRESS =
"""
      with asked as (
        select ?::text collate "C" as district, ?::text collate "C" as learner,
          ?::int as partition
      )
      select
        least(
          (select position from learnerprogress.checkpoint c
           where c.district = a.district and c.partition = a.partition),
          (select min(position) - 1 from learnerprogress.parked_event p
           where p.district = a.district and p.learner = a.learner
             and p.dropped_reason is null)),
        json_build_object(
          'learners', '[]'::json,
          'competencies', (
            select coalesce(json_agg(json_build_object(
              'district', c.district, 'learner', c.learner,
              'competency', c.competency, 'framework', c.framework,
              'status', c.status, 'estimate', c.estimate, 'evidence', c.evidence,
              'lastEvidenceAt', c.last_evidence_at, 'since', c.since,
              'recounted', false)), '[]')
            from learnerprogress.competency c
            where c.district = a.district and c.learner = a.learner),
          'pathways', (
            select coalesce(json_agg(p), '[]') from learnerprogress.pathway p
            where p.district = a.district and p.learner = a.learner),
          'stages', (
            select coalesce(json_agg(s), '[]') from learnerprogress.stage s
            where s.district = a.district and s.learner = a.learner),
          'codes', (
            select coalesce(json_agg(o), '[]')
            from learnerprogress.code o
            where o.district = a.district and (o.framework, o.competency) in (
              select c.framework, c.competency
              from learnerprogress.competency c
              where c.district = a.district and c.learner = a.learner
              union
              select d.framework, named.competency #>> '{}'
              from learnerprogress.pathway_stage d
              join learnerprogress.pathway p on p.district = d.district
                and p.pathway = d.pathway and p.version = d.version
              cross join jsonb_path_query(d.requirement, 'strict $.**.mastered')
                as named (competency)
              where p.district = a.district and p.learner = a.learner)),
"""
          + GoalJdbc.SUBQUERIES
          + """
              'pathwayStages', (
                select coalesce(json_agg(d), '[]')
                from learnerprogress.pathway_stage d
                join learnerprogress.pathway p on p.district = d.district
                  and p.pathway = d.pathway and p.version = d.version
                where p.district = a.district and p.learner = a.learner))
          from asked a
          join learnerprogress.learner l
            on l.district = a.district and l.learner = a.learner
          """;

  private final DataSource dataSource;

  LearnerProgressJdbc(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Merges changes into the tables, by the rules of {@link LearnerProgressFold}. */
  static void upsert(Connection connection, LearnerProgressRows changes) throws SQLException {
    upsertLearners(connection, changes.learners());
    upsertCompetencies(connection, changes.competencies());
    upsertPathways(connection, changes.pathways());
    upsertStages(connection, changes.stages());
    upsertCodes(connection, changes.codes());
    upsertPathwayStages(connection, changes.pathwayStages());
    GoalJdbc.upsertGoals(connection, changes.goals());
    GoalJdbc.upsertChoices(connection, changes.choices());
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

  private static void upsertCompetencies(Connection connection, List<Competency> rows)
      throws SQLException {
    upsertCompetencies(
        connection,
        rows.stream().filter(row -> !row.recounted()).toList(),
        """
        evidence = c.evidence + excluded.evidence,
        last_evidence_at = greatest(c.last_evidence_at, excluded.last_evidence_at)
        """);
    upsertCompetencies(
        connection,
        rows.stream().filter(Competency::recounted).toList(),
        """
        evidence = excluded.evidence,
        last_evidence_at = excluded.last_evidence_at
        """);
  }

  private static void upsertCompetencies(
      Connection connection, List<Competency> rows, String evidence) throws SQLException {
    UnnestJdbc.of(rows)
        .text(Competency::district)
        .text(Competency::learner)
        .text(Competency::competency)
        .text(Competency::framework)
        .text(Competency::status)
        .numeric(Competency::estimate)
        .bigint(Competency::evidence)
        .time(Competency::lastEvidenceAt)
        .time(Competency::since)
        .update(
            connection,
            """
            insert into competency as c
              (district, learner, competency, framework, status, estimate, evidence,
               last_evidence_at, since)
            select * from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::bigint[],
              ?::timestamptz[], ?::timestamptz[])
            on conflict (district, learner, competency) do update set
              framework = excluded.framework,
              status = excluded.status,
              estimate = excluded.estimate,
              since = excluded.since,
            """
                + evidence);
  }

  private static void upsertPathways(Connection connection, List<Pathway> rows)
      throws SQLException {
    UnnestJdbc.of(rows)
        .text(Pathway::district)
        .text(Pathway::learner)
        .text(Pathway::pathway)
        .integer(Pathway::version)
        .text(Pathway::stage)
        .update(
            connection,
            """
            insert into pathway (district, learner, pathway, version, stage)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[])
            on conflict (district, learner, pathway) do update set
              version = excluded.version, stage = excluded.stage
            """);
  }

  private static void upsertStages(Connection connection, List<Stage> rows) throws SQLException {
    UnnestJdbc.of(rows)
        .text(Stage::district)
        .text(Stage::learner)
        .text(Stage::pathway)
        .text(Stage::stage)
        .flag(Stage::holds)
        .update(
            connection,
            """
            insert into stage (district, learner, pathway, stage, holds)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
            on conflict (district, learner, pathway, stage) do update set holds = excluded.holds
            """);
  }

  /** In the order of the key: feeds of several partitions may do this at once. */
  private static void upsertCodes(Connection connection, List<Code> rows) throws SQLException {
    UnnestJdbc.of(
            rows.stream()
                .sorted(
                    comparing(Code::district)
                        .thenComparing(Code::framework)
                        .thenComparing(Code::competency))
                .toList())
        .text(Code::district)
        .text(Code::framework)
        .text(Code::competency)
        .text(Code::code)
        .bigint(Code::position)
        .update(
            connection,
            """
            insert into code as c (district, framework, competency, code, position)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
            on conflict (district, framework, competency) do update set
              code = excluded.code, position = excluded.position
            where excluded.position > c.position
            """);
  }

  private static void upsertPathwayStages(Connection connection, List<PathwayStage> rows)
      throws SQLException {
    UnnestJdbc.of(
            rows.stream()
                .sorted(
                    comparing(PathwayStage::district)
                        .thenComparing(PathwayStage::pathway)
                        .thenComparing(PathwayStage::version)
                        .thenComparing(PathwayStage::ordinal))
                .toList())
        .text(PathwayStage::district)
        .text(PathwayStage::pathway)
        .integer(PathwayStage::version)
        .integer(PathwayStage::ordinal)
        .text(PathwayStage::stage)
        .text(PathwayStage::framework)
        .text(row -> row.requirement().toString())
        .integer(PathwayStage::weeks)
        .bigint(PathwayStage::position)
        .update(
            connection,
            """
            insert into pathway_stage as p
              (district, pathway, version, ordinal, stage, framework, requirement, weeks, position)
            select c.district, c.pathway, c.version, c.ordinal, c.stage, c.framework,
              c.requirement::jsonb, c.weeks, c.position
            from unnest(
              ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
              ?::int[], ?::bigint[])
              as c (district, pathway, version, ordinal, stage, framework, requirement, weeks,
                position)
            on conflict (district, pathway, version, ordinal) do update set
              stage = excluded.stage, framework = excluded.framework,
              requirement = excluded.requirement, weeks = excluded.weeks,
              position = excluded.position
            where excluded.position > p.position
            """);
  }

  /**
   * A learner's progress. One statement, so that the rows and the position belong together even
   * while a rebuild is swapped in.
   */
  Optional<LearnerProgress> read(String district, LearnerId learner, int partition) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
      statement.setString(1, district);
      statement.setString(2, learner.value());
      statement.setInt(3, partition);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                LearnerProgress.of(
                    learner.value(),
                    row.getLong(1),
                    JSON.readValue(row.getString(2), LearnerProgressRows.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("A learner's progress cannot be read.", e);
    }
  }
}
