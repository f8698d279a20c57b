package progression.migrateframework;

import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;

import java.util.List;
import progression.curriculum.Resolution.Found;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Association.Type;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.kernel.RulingId;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.recordevidence.RecordEvidenceDecider;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetencyDecider;

/** Versions of a framework, and a learner who has shown something before the next one. */
final class Versions {

  static final CompetencyId E = new CompetencyId("id-e");

  private Versions() {}

  static FrameworkPublished version(
      int version, List<CompetencyId> competencies, Association... associations) {
    FrameworkPublished plain = framework(version, competencies.toArray(CompetencyId[]::new));
    return new FrameworkPublished(
        MATH,
        version,
        plain.title(),
        plain.caseVersion(),
        plain.competencies(),
        List.of(associations),
        plain.digest(),
        plain.casePackage());
  }

  static Association replaced(CompetencyId from, CompetencyId to) {
    return new Association(from, Type.REPLACED_BY, to);
  }

  static MigrateFramework migrate(Scenario school, CompetencyId... shown) {
    return new MigrateFramework(
        LEARNER, MATH, List.of(shown), START.plusSeconds(2_000_000), curriculum(school.ledger()));
  }

  /** Two in a row, on A; then a version comes into force. */
  static Scenario school(Regression regression, FrameworkPublished next, double... onA) {
    Scenario school = Scenario.given(opened(2, regression));
    for (int n = 0; n < onA.length; n++) {
      show(school, "a" + n, "A", onA[n], n);
    }
    return school.and(next);
  }

  static void show(Scenario school, String id, String code, double score, int minute) {
    school.accepts(
        new RecordEvidenceDecider(),
        record(curriculum(school.ledger()), evidence(id, code, score, minute)));
  }

  static void rule(Scenario school, CompetencyId competency, RuleCompetency.Effect effect) {
    school.accepts(
        new RuleCompetencyDecider(),
        new RuleCompetency(
            LEARNER,
            new Found(MATH, competency),
            new Ruling(new RulingId("r-" + school.ledger().size()), "T-9", "because"),
            effect,
            DISTRICT,
            START.plusSeconds(2_000_000),
            curriculum(school.ledger())));
  }
}
