package progression.consequence;

import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.mastery.Evidence;
import progression.mastery.NaiveMastery;
import progression.mastery.Policy;
import progression.pathway.Pathway;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;

/** What the record should claim: all competencies looked at anew, in the order of prerequisites. */
final class Reference {

  private static final Map<String, CompetencyId> COMPETENCIES =
      Map.of("A", A, "B", B, "C", C, "D", D);
  private static final Map<String, String> BEFORE = Map.of("B", "A", "C", "B");
  private static final Instant AT = START.plusSeconds(1_000_000);

  private final Policy policy;
  private final Map<EvidenceId, Submission> pieces = new LinkedHashMap<>();

  Reference(Policy policy) {
    this.policy = policy;
  }

  /** Sends a step to the real decider. */
  static void take(Scenario school, Submission step) {
    school.accepts(new RecordEvidenceDecider(), record(curriculum(school.ledger()), step));
  }

  void take(Submission step) {
    pieces.putIfAbsent(step.id(), step);
  }

  /** The codes of what is mastered. */
  Set<String> mastered() {
    Set<String> mastered = new TreeSet<>();
    for (String code : new TreeSet<>(COMPETENCIES.keySet())) {
      boolean locked =
          policy.prerequisites() == Policy.Prerequisites.STRICT
              && BEFORE.containsKey(code)
              && !mastered.contains(BEFORE.get(code));
      if (!locked && shows(code)) {
        mastered.add(code);
      }
    }
    return mastered;
  }

  /** All claims, in the words of {@link Claims}; the levels are those that a pathway asks for. */
  Set<String> claims(Pathway way) {
    Set<String> claims = new TreeSet<>();
    for (String code : mastered()) {
      CompetencyId competency = Objects.requireNonNull(COMPETENCIES.get(code));
      claims.add(competency.value());
      way.asked()
          .filter(asked -> asked.competency().equals(competency) && asked.level() != null)
          .filter(asked -> shows(code, policy.asking(Objects.requireNonNull(asked.level()))))
          .forEach(asked -> claims.add(Claims.called(asked)));
    }
    return claims;
  }

  private boolean shows(String code) {
    return shows(code, policy);
  }

  private boolean shows(String code, Policy policy) {
    List<Evidence> evidence = new ArrayList<>();
    for (Submission piece : pieces.values()) {
      if (piece.competency().equals(code)) {
        evidence.add(evidence(piece, Objects.requireNonNull(COMPETENCIES.get(code))));
      }
    }
    return new NaiveMastery(policy).assess(evidence, AT).satisfied();
  }

  private static Evidence evidence(Submission piece, CompetencyId competency) {
    return new Evidence(
        piece.id(),
        LEARNER,
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
}
