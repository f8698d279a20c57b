package progression.projections.explanation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.consequence.Account;
import progression.consequence.LearnerRecord;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.event.EvidenceRecorded;
import progression.event.PolicyAdopted;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.mastery.Advisory;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;
import progression.mastery.Score;
import progression.projections.Story;

/** What is told of records that are quickly made. */
final class Told {

  static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private Told() {}

  static Explanation of(CompetencyId competency, LearnerRecord record, Instant at) {
    Framework framework = Objects.requireNonNull(record.curriculum().framework(Story.MATH));
    return Explanation.of(
        new Explanation.Subject("S-1", 7, at, framework, competency),
        Account.of(record, new Found(Story.MATH, competency), at),
        record.curriculum());
  }

  static LearnerRecord record(PolicyAdopted policy) {
    Curriculum curriculum = Curriculum.EMPTY.evolve(Story.framework(1), 0).evolve(policy, 1);
    LearnerRecord record = new LearnerRecord(new LearnerId("S-1"), curriculum, List.of());
    Story.enrolled("S-1").forEach(event -> record.evolve(event, 2));
    return record;
  }

  static void shows(LearnerRecord record, int day, @Nullable String score, String setting) {
    shows(record, Story.RATIOS, day, score, setting);
  }

  static void shows(
      LearnerRecord record,
      CompetencyId competency,
      int day,
      @Nullable String score,
      String setting) {
    Evidence evidence =
        new Evidence(
            new EvidenceId("lms:" + day),
            new LearnerId("S-1"),
            competency,
            Evidence.Kind.ASSESSMENT,
            score == null ? null : new Score.Scaled(new BigDecimal(score)),
            "T-7",
            setting,
            List.of("S-2"),
            List.of(),
            Story.at(day),
            null);
    record.decide(
        new Found(Story.MATH, competency),
        Story.at(day),
        finding ->
            new EvidenceRecorded(
                evidence, Story.MATH, 1, finding.verdict(), finding.leftOut(evidence.id())));
  }

  static PolicyAdopted policy(Method method) {
    return policy(1, method, Requirements.NONE, List.of());
  }

  static PolicyAdopted policy(int version, List<CompetencyId> of, Method method) {
    return policy(version, of, method, Requirements.NONE, List.of());
  }

  static PolicyAdopted policy(
      int version, Method method, Requirements requirements, List<Advisory> advisory) {
    return policy(version, List.of(), method, requirements, advisory);
  }

  static PolicyAdopted policy(
      int version,
      List<CompetencyId> of,
      Method method,
      Requirements requirements,
      List<Advisory> advisory) {
    return new PolicyAdopted(
        new PolicyId("p"),
        version,
        Story.MATH,
        new Policy(
            "title",
            Story.MATH,
            of,
            new Scale(BigDecimal.ZERO, BigDecimal.ONE),
            method,
            new BigDecimal("0.8"),
            Regression.STICKY,
            Prerequisites.ADVISORY,
            requirements,
            advisory));
  }
}
