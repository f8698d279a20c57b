package progression.projections.learnerprogress;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.learnerprogress.LearnerProgressRows.Level;
import progression.projections.learnerprogress.LearnerProgressRows.Pathway;
import progression.projections.learnerprogress.LearnerProgressRows.Policy;
import progression.projections.learnerprogress.LearnerProgressRows.Stage;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.CompetencyChange;
import progression.projections.rows.CompetencyJdbc;
import progression.projections.rows.LearnerRowsJdbc;
import progression.projections.rows.LearnerRowsJdbc.Found;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class LearnerProgressJdbc {

  /** The competencies that her pathways and open goals ask for. */
  private static final String AHEAD =
      """
      with ahead (competency) as (
        select jsonb_path_query(d.requirement, 'strict $.**.mastered') #>> '{}'
        from learnerprogress.pathway_stage d
        join learnerprogress.pathway p on p.district = d.district
          and p.pathway = d.pathway and p.version = d.version
        where p.district = a.district and p.learner = a.learner
        union
        select jsonb_array_elements_text(g.definition -> 'competencies')
        from learnerprogress.goal g
        where g.district = a.district and g.learner = a.learner and g.status = 'open'
        union
        select jsonb_path_query(
          g.definition #> '{stage,requirement}', 'strict $.**.mastered') #>> '{}'
        from learnerprogress.goal g
        where g.district = a.district and g.learner = a.learner and g.status = 'open')
      """;

  /**
   * A goal names no framework: standards are those of any framework that has what is asked for, and
   * come by arrays, as a join of so many guesses would read all of the district. The operator
   * {@code ?|}, has any of them, is written with two question marks in JDBC.
   */
  private static final String ROWS =
      """
      'policies', (
        %1$s
        select coalesce(json_agg(y), '[]') from learnerprogress.policy y
        where y.district = a.district and (y.competencies = '[]'
          or y.competencies ??| array(select competency from ahead))),
      'competencies', (
        select coalesce(json_agg(json_build_object(
          'district', c.district, 'learner', c.learner,
          'competency', c.competency, 'framework', c.framework,
          'status', c.status, 'reason', c.reason, 'estimate', c.estimate, 'evidence', c.evidence,
          'firstEvidenceAt', c.first_evidence_at, 'lastEvidenceAt', c.last_evidence_at,
          'since', c.since,
          'recounted', false)), '[]')
        from learnerprogress.competency c
        where c.district = a.district and c.learner = a.learner),
      'pathways', (
        select coalesce(json_agg(p), '[]') from learnerprogress.pathway p
        where p.district = a.district and p.learner = a.learner),
      'stages', (
        select coalesce(json_agg(s), '[]') from learnerprogress.stage s
        where s.district = a.district and s.learner = a.learner),
      'levels', (
        select coalesce(json_agg(l), '[]') from learnerprogress.level l
        where l.district = a.district and l.learner = a.learner),
      'goals', (
        select coalesce(json_agg(g order by g.position), '[]')
        from learnerprogress.goal g
        where g.district = a.district and g.learner = a.learner),
      'choices', (
        select coalesce(json_agg(h), '[]') from learnerprogress.choice h
        where h.district = a.district and h.learner = a.learner),
      'common', json_build_object(
        'learners', '[]'::json,
        'standards', (
          select coalesce(json_agg(k), '[]')
          from learnerprogress.standard k
          where k.district = a.district and k.competency = any (array(
            %1$s
            select competency from ahead
            union
            select c.competency
            from learnerprogress.competency c
            where c.district = a.district and c.learner = a.learner
            union
            select jsonb_array_elements_text(s.prerequisites)
            from learnerprogress.standard s
            where s.district = a.district
              and s.competency = any (array(select competency from ahead))))),
        'pathwayStages', (
          select coalesce(json_agg(d), '[]')
          from learnerprogress.pathway_stage d
          join learnerprogress.pathway p on p.district = d.district
            and p.pathway = d.pathway and p.version = d.version
          where p.district = a.district and p.learner = a.learner))
      """
          .formatted(AHEAD);

  private final LearnerRowsJdbc<LearnerProgressRows> rows;

  LearnerProgressJdbc(DataSource dataSource) {
    this.rows =
        new LearnerRowsJdbc<>(
            dataSource, LearnerProgressProjection.NAME, ROWS, LearnerProgressRows.class);
  }

  /** Merges changes into the tables, by the rules of {@link LearnerProgressFold}. */
  static void upsert(Connection connection, LearnerProgressRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    UpsertJdbc.into("policy", changes.policies())
        .text("district", Policy::district)
        .text("framework", Policy::framework)
        .text("policy", Policy::policy)
        .key()
        .json("competencies", Policy::competencies)
        .flag("strict", Policy::strict)
        .bigint("position", Policy::position)
        .onlyByHigher("position")
        .execute(connection);
    CompetencyJdbc.upsert(
        connection,
        changes.competencies(),
        upsert -> upsert.text("reason", CompetencyChange::reason));
    UpsertJdbc.into("pathway", changes.pathways())
        .text("district", Pathway::district)
        .text("learner", Pathway::learner)
        .text("pathway", Pathway::pathway)
        .key()
        .integer("version", Pathway::version)
        .text("stage", Pathway::stage)
        .execute(connection);
    UpsertJdbc.into("stage", changes.stages())
        .text("district", Stage::district)
        .text("learner", Stage::learner)
        .text("pathway", Stage::pathway)
        .text("stage", Stage::stage)
        .key()
        .flag("holds", Stage::holds)
        .execute(connection);
    UpsertJdbc.into("level", changes.levels())
        .text("district", Level::district)
        .text("learner", Level::learner)
        .text("competency", Level::competency)
        .numeric("level", Level::level)
        .key()
        .flag("holds", Level::holds)
        .execute(connection);
    GoalJdbc.upsertGoals(connection, changes.goals());
    GoalJdbc.upsertChoices(connection, changes.choices());
  }

  /** A learner's progress. */
  Optional<LearnerProgress> read(String district, LearnerId learner, int partition) {
    return rows(district, learner, partition)
        .map(found -> LearnerProgress.of(learner.value(), found.position(), found.rows()));
  }

  /** Her rows, and of what is published what her progress takes. */
  Optional<Found<LearnerProgressRows>> rows(String district, LearnerId learner, int partition) {
    return rows.read(district, learner, partition);
  }
}
