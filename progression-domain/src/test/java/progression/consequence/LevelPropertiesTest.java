package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.curriculum.Curriculum;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceSetAside;
import progression.event.LearnerAdvanced;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.OverrideCleared;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.kernel.Smallest;
import progression.mastery.Evidence;
import progression.mastery.NaiveMastery;
import progression.mastery.Score;
import progression.pathway.Pathway;
import progression.pathway.Requirement.Mastered;
import progression.rulecompetency.RuleCompetency.Effect;

/**
 * What holds of levels whatever is recorded, corrected and ruled, after every step of some
 * thousands of random lives. Of a life that breaks a property, the fewest steps that still break it
 * are told.
 */
class LevelPropertiesTest {

  private static final int CASES = 2_000;
  private static final int MOST_STEPS = 25;
  private static final int NUMBERS = 10;

  private static List<Step> steps(long seed) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    int size = random.nextInt(MOST_STEPS);
    for (int n = 0; n < size; n++) {
      int number = random.nextInt(NUMBERS);
      char competency = Step.competency(number);
      steps.add(
          switch (random.nextInt(8)) {
            case 0 -> new Step.Rule(n, competency, Effect.values()[random.nextInt(3)]);
            case 1, 2 -> new Step.Correct(n, number, "T-1", correction(random));
            default -> new Step.Evidence(number, competency, half(random), random.nextInt(6));
          });
    }
    return steps;
  }

  /** Mostly between what masters and the top. */
  private static int half(Random random) {
    return random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(2);
  }

  private static Correction correction(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Correction.Rescored(Step.score(half(random)));
      case 1 -> new Correction.Retracted();
      default -> new Correction.Reinstated();
    };
  }

  /** Whether a ledger breaks a property. */
  private interface Broken {
    boolean test(Life life, List<ProgressionEvent> ledger);
  }

  private static void never(Broken broken) {
    for (long seed = 0; seed < CASES; seed++) {
      Life life = Life.of(seed);
      Predicate<List<Step>> isBroken = steps -> isBroken(life, steps, broken);
      List<Step> steps = steps(seed);
      if (isBroken.test(steps)) {
        throw new AssertionError(
            "seed %s: %s%n%s".formatted(seed, life.with(List.of()), Smallest.of(steps, isBroken)));
      }
    }
  }

  private static boolean isBroken(Life life, List<Step> steps, Broken broken) {
    Scenario school = life.school();
    Curriculum curriculum = curriculum(school.ledger());
    for (Step step : steps) {
      Taking.take(school, curriculum, step);
      if (broken.test(life, school.ledger())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_level_is_claimed_where_the_mastery_is_and_the_evidence_that_counts_reaches_it() {
    never((life, ledger) -> {
      Claims claims = Claims.of(ledger);
      List<Evidence> counting = counting(ledger);
      return life.way()
          .definition()
          .asked()
          .filter(asked -> asked.level() != null && !claims.isVouchedFor(asked.competency()))
          .anyMatch(asked -> claims.meet(asked) != reaches(life, asked, claims, counting));
    });
  }

  private static boolean reaches(
      Life life, Mastered asked, Claims claims, List<Evidence> counting) {
    return claims.meet(new Mastered(asked.competency()))
        && new NaiveMastery(life.policy().asking(Objects.requireNonNull(asked.level())))
            .assess(
                counting.stream()
                    .filter(piece -> piece.competency().equals(asked.competency()))
                    .toList(),
                START)
            .satisfied();
  }

  @Test
  void nothing_is_claimed_at_a_level_that_is_not_mastered() {
    never((life, ledger) -> {
      Claims claims = Claims.of(ledger);
      return life.way()
          .definition()
          .asked()
          .anyMatch(asked -> claims.meet(asked) && !claims.meet(new Mastered(asked.competency())));
    });
  }

  @Test
  void a_stage_holds_exactly_where_the_record_claims_what_it_asks_for() {
    never((life, ledger) -> {
      Claims claims = Claims.of(ledger);
      Set<String> holding = new HashSet<>();
      for (ProgressionEvent event : ledger) {
        switch (event) {
          case StageCompleted e -> holding.add(e.stage());
          case StagePlacedUnderReview e -> holding.remove(e.stage());
          default -> {}
        }
      }
      return life.way().definition().stages().stream()
          .anyMatch(
              stage -> holding.contains(stage.id()) != stage.requirement().holds(claims::meet));
    });
  }

  @Test
  void a_learner_advances_only_past_a_stage_that_holds_where_it_is_told() {
    never((life, ledger) -> {
      Claims claims = new Claims();
      for (ProgressionEvent event : ledger) {
        claims.take(event);
        if (event instanceof LearnerAdvanced advanced) {
          Pathway.Stage passed = life.way().definition().stage(advanced.from()).orElseThrow();
          if (!passed.requirement().holds(claims::meet)) {
            return true;
          }
        }
      }
      return false;
    });
  }

  @Test
  void the_lives_are_of_all_sorts() {
    int reached = 0;
    int lowered = 0;
    int ended = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Scenario school = Life.of(seed).school();
      Curriculum curriculum = curriculum(school.ledger());
      steps(seed).forEach(step -> Taking.take(school, curriculum, step));
      Claims claims = new Claims();
      for (ProgressionEvent event : school.ledger()) {
        claims.take(event);
        reached += event instanceof LevelReached ? 1 : 0;
        if (event instanceof LevelWithdrawn withdrawn) {
          boolean goesOn = claims.meet(new Mastered(withdrawn.competency()));
          lowered += goesOn ? 1 : 0;
          ended += goesOn ? 0 : 1;
        }
      }
    }
    assertThat(reached).isGreaterThan(CASES / 3);
    assertThat(lowered).as("of a mastery that goes on").isGreaterThan(CASES / 50);
    assertThat(ended).as("with the mastery").isGreaterThan(CASES / 20);
  }

  /** What counts by the record's first-hand events alone. */
  private static List<Evidence> counting(List<ProgressionEvent> ledger) {
    Map<EvidenceId, Evidence> pieces = new HashMap<>();
    Set<EvidenceId> retracted = new HashSet<>();
    Set<EvidenceId> setAside = new HashSet<>();
    for (ProgressionEvent event : ledger) {
      switch (event) {
        case EvidenceRecorded e -> pieces.put(e.evidence().id(), e.evidence());
        case EvidenceRescored e ->
            pieces.computeIfPresent(e.evidence(), (id, piece) -> scored(piece, e.score()));
        case EvidenceRetracted e -> retracted.add(e.evidence());
        case EvidenceReinstated e -> retracted.remove(e.evidence());
        case EvidenceSetAside e -> setAside.addAll(e.evidence());
        case OverrideCleared e ->
            setAside.removeIf(
                id -> Objects.requireNonNull(pieces.get(id)).competency().equals(e.competency()));
        default -> {}
      }
    }
    return pieces.values().stream()
        .filter(piece -> !retracted.contains(piece.id()) && !setAside.contains(piece.id()))
        .toList();
  }

  private static Evidence scored(Evidence piece, @Nullable Score score) {
    return new Evidence(
        piece.id(),
        piece.learner(),
        piece.competency(),
        piece.kind(),
        score,
        piece.assessor(),
        piece.setting(),
        piece.collaborators(),
        piece.artifacts(),
        piece.occurredAt(),
        piece.assessedAt());
  }
}
