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
import progression.projections.runtime.CommonJdbc;
import progression.projections.runtime.CompetencyJdbc;
import progression.projections.runtime.LearnerRowsJdbc;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class LearnerProgressJdbc {

  private static final String ROWS =
      """
      'policies', (
        select coalesce(json_agg(y), '[]') from learnerprogress.policy y
        where y.district = a.district),
      'competencies', (
        select coalesce(json_agg(json_build_object(
          'district', c.district, 'learner', c.learner,
          'competency', c.competency, 'framework', c.framework,
          'status', c.status, 'estimate', c.estimate, 'evidence', c.evidence,
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
          where k.district = a.district and (k.framework, k.competency) in (
            with hers (framework, competency) as (
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
              where p.district = a.district and p.learner = a.learner),
            wanted (framework, competency) as (
              select framework, competency from hers
              union
              select hers.framework, aim.competency
              from hers, learnerprogress.goal g
              cross join jsonb_array_elements_text(g.definition -> 'competencies')
                as aim (competency)
              where g.district = a.district and g.learner = a.learner)
            select framework, competency from wanted
            union
            select w.framework, before.competency
            from wanted w
            join learnerprogress.standard s on s.district = a.district
              and s.framework = w.framework and s.competency = w.competency
            cross join jsonb_array_elements_text(s.prerequisites) as before (competency))),
        'pathwayStages', (
          select coalesce(json_agg(d), '[]')
          from learnerprogress.pathway_stage d
          join learnerprogress.pathway p on p.district = d.district
            and p.pathway = d.pathway and p.version = d.version
          where p.district = a.district and p.learner = a.learner))
      """;

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
    CompetencyJdbc.upsert(connection, changes.competencies());
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
    return rows.read(district, learner, partition)
        .map(found -> LearnerProgress.of(learner.value(), found.position(), found.rows()));
  }
}
