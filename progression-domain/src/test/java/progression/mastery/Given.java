package progression.mastery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;

/** Policies and evidence in few words. */
final class Given {

  static final Instant DAY_0 = Instant.parse("2026-03-01T10:00:00Z");
  static final Instant AS_OF = Instant.parse("2026-06-01T10:00:00Z");
  static final CompetencyId FRACTIONS = new CompetencyId("fractions");
  static final CompetencyId HALVES = new CompetencyId("halves");
  static final CompetencyId THIRDS = new CompetencyId("thirds");
  static final Policy.Scale ZERO_TO_ONE = scale("0", "1");
  static final Policy.Scale ONE_TO_FIVE = scale("1", "5");

  private Given() {}

  static Policy.Scale scale(String min, String max) {
    return new Policy.Scale(new BigDecimal(min), new BigDecimal(max));
  }

  static Policy sticky(Policy.Scale scale, Method method, String threshold) {
    return policy(scale, method, threshold, Policy.Regression.STICKY, Policy.Requirements.NONE);
  }

  static Policy tracking(Policy.Scale scale, Method method, String threshold) {
    return policy(scale, method, threshold, Policy.Regression.TRACKING, Policy.Requirements.NONE);
  }

  static Policy policy(
      Policy.Scale scale,
      Method method,
      String threshold,
      Policy.Regression regression,
      Policy.Requirements requirements) {
    return new Policy(
        "any",
        new FrameworkId("math"),
        method instanceof Method.EvidenceRequirements ? List.of(FRACTIONS) : List.of(),
        scale,
        method,
        new BigDecimal(threshold),
        regression,
        Policy.Prerequisites.ADVISORY,
        requirements);
  }

  static Score level(String level) {
    return new Score.Level(new BigDecimal(level));
  }

  static Score raw(String raw, String max) {
    return new Score.Raw(new BigDecimal(raw), new BigDecimal(max));
  }

  static Score scaled(String scaled) {
    return new Score.Scaled(new BigDecimal(scaled));
  }

  /** One level a day, from day 0 on: e0, e1 and so on. */
  static List<Evidence> levels(String... levels) {
    List<Evidence> evidence = new ArrayList<>();
    for (String level : levels) {
      evidence.add(scored(evidence.size(), level(level)));
    }
    return evidence;
  }

  /** Evidence named after its day. */
  static Evidence scored(int day, @Nullable Score score) {
    return evidence("e" + day, day, score, Evidence.Kind.ASSESSMENT, null, null);
  }

  static Evidence evidence(
      String id,
      int day,
      @Nullable Score score,
      Evidence.Kind kind,
      @Nullable String setting,
      @Nullable String assessor) {
    return new Evidence(
        new EvidenceId(id),
        new LearnerId("mia"),
        FRACTIONS,
        kind,
        score,
        assessor,
        setting,
        List.of(),
        List.of(),
        day(day),
        null);
  }

  /** A rating of a skill. */
  static Evidence rating(int day, CompetencyId skill, String level) {
    return of(skill, evidence("e" + day, day, level(level), Evidence.Kind.ASSESSMENT, null, null));
  }

  /** The same on another competency. */
  static Evidence of(CompetencyId competency, Evidence piece) {
    return new Evidence(
        piece.id(),
        piece.learner(),
        competency,
        piece.kind(),
        piece.score(),
        piece.assessor(),
        piece.setting(),
        piece.collaborators(),
        piece.artifacts(),
        piece.occurredAt(),
        piece.assessedAt());
  }

  static Instant day(int day) {
    return DAY_0.plusSeconds(day * 86_400L);
  }

  static List<EvidenceId> ids(String... ids) {
    return List.of(ids).stream().map(EvidenceId::new).toList();
  }

  static Grounds.LeftOut leftOut(String id, Grounds.Why why) {
    return new Grounds.LeftOut(new EvidenceId(id), why);
  }
}
