package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.Consequence;
import progression.event.EvidenceRecorded;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.LevelEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictEvent;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.kernel.Smallest;
import progression.pathway.Pathway;
import progression.pathway.Requirement.Mastered;
import progression.recordevidence.RecordEvidence.Submission;
import progression.recordevidence.RecordEvidenceDecider;
import progression.recordevidence.School;

/**
 * What holds for every learner's record, whatever happens to her, on some thousands of random
 * lives. Of a life that breaks a property, the fewest steps that still break it are told.
 */
class LifePropertiesTest {

  private static final int CASES = 2_000;

  /** What was recorded in each life, found once for all properties. */
  private static final Map<Life, List<ProgressionEvent>> LEDGERS = new HashMap<>();

  /** Whether a life breaks a property. */
  private interface Broken extends Predicate<Life> {}

  private static void never(Broken broken) {
    for (long seed = 0; seed < CASES; seed++) {
      Life life = Life.of(seed);
      if (broken.test(life)) {
        throw new AssertionError("seed " + seed + ": " + smallest(life, broken));
      }
    }
  }

  private static List<ProgressionEvent> ledger(Life life) {
    return LEDGERS.computeIfAbsent(life, Life::ledger);
  }

  private static Life smallest(Life life, Predicate<Life> broken) {
    return life.with(Smallest.of(life.steps(), fewer -> broken.test(life.with(fewer))));
  }

  @Test
  void the_record_claims_what_a_simple_model_says_after_every_step() {
    never(life -> {
      Scenario school = life.school();
      Reference model = new Reference(life.policy());
      for (Submission step : life.steps()) {
        Reference.take(school, step);
        model.take(step);
        if (!claimed(school.ledger()).equals(model.claims(life.way().definition()))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void a_stage_holds_after_every_step_exactly_where_the_record_claims_what_it_asks_for() {
    never(life -> {
      Scenario school = life.school();
      for (Submission step : life.steps()) {
        Reference.take(school, step);
        Claims claims = Claims.of(school.ledger());
        Set<String> holding = holding(school.ledger());
        if (life.way().definition().stages().stream()
            .anyMatch(
                stage -> holding.contains(stage.id()) != stage.requirement().holds(claims::meet))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void any_order_of_arrival_ends_in_the_same_claims() {
    never(life -> {
      List<Submission> shuffled = new ArrayList<>(life.steps());
      Collections.shuffle(shuffled, new Random(life.steps().size()));
      return !claimed(life.with(shuffled).ledger()).equals(claimed(ledger(life)));
    });
  }

  @Test
  void what_comes_again_changes_nothing() {
    never(life -> {
      Scenario school = life.school();
      life.steps().forEach(step -> Reference.take(school, step));
      List<ProgressionEvent> before = school.ledger();
      life.steps().forEach(step -> Reference.take(school, step));
      return !school.ledger().equals(before);
    });
  }

  @Test
  void sent_in_one_piece_or_one_by_one_it_is_recorded_the_same() {
    never(life -> {
      Scenario school = life.school();
      school.accepts(
          new RecordEvidenceDecider(),
          School.record(curriculum(school.ledger()), life.steps().toArray(Submission[]::new)));
      return !school.ledger().equals(ledger(life));
    });
  }

  @Test
  void after_a_replay_nothing_more_follows() {
    never(life -> {
      List<ProgressionEvent> ledger = ledger(life);
      Standing replayed = new Standing(LEARNER);
      learner(ledger).forEach(replayed::evolve);
      var framework = curriculum(ledger).framework(School.MATH);
      return framework == null
          || !replayed.consequences(framework, new Cause.ByEnrollment(School.PATHWAY)).isEmpty();
    });
  }

  @Test
  void no_seat_time_a_monotone_change_of_times_leaves_every_claim() {
    never(life -> {
      List<Submission> moved = new ArrayList<>();
      for (Submission step : life.steps()) {
        long minute = (step.occurredAt().getEpochSecond() - START.getEpochSecond()) / 60;
        Instant elsewhere = START.minusSeconds(9_000_000).plusSeconds(minute * minute * 77_777);
        moved.add(
            new Submission(
                step.id(),
                step.competency(),
                step.framework(),
                step.kind(),
                step.score(),
                step.assessor(),
                step.setting(),
                step.collaborators(),
                step.artifacts(),
                elsewhere,
                step.assessedAt()));
      }
      return !claims(life.with(moved).ledger()).equals(claims(ledger(life)));
    });
  }

  @Test
  void mastery_never_appears_without_evidence_that_suffices() {
    never(life -> {
      Reference model = new Reference(life.policy());
      Set<EvidenceId> seen = new HashSet<>();
      for (ProgressionEvent event : ledger(life)) {
        if (event instanceof EvidenceRecorded recorded) {
          seen.add(recorded.evidence().id());
          life.steps().stream()
              .filter(step -> step.id().equals(recorded.evidence().id()))
              .forEach(model::take);
        }
        if (event instanceof CompetencyMastered mastered
            && !(model.mastered().contains(code(mastered.competency()))
                && seen.containsAll(mastered.grounds().used())
                && !mastered.grounds().used().isEmpty())) {
          return true;
        }
        if (event instanceof LevelReached reached
            && !(model.claims(life.way().definition()).contains(claim(reached))
                && seen.containsAll(reached.grounds().used())
                && !reached.grounds().used().isEmpty()
                && reached.level().equals(reached.grounds().threshold()))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void a_learner_advances_only_past_a_stage_that_holds_and_past_each_once() {
    never(life -> {
      Claims claims = new Claims();
      List<String> passed = new ArrayList<>();
      for (ProgressionEvent event : ledger(life)) {
        claims.take(event);
        if (event instanceof LearnerAdvanced e) {
          if (!stage(life, e.from()).requirement().holds(claims::meet)) {
            return true;
          }
          passed.add(e.from());
        }
      }
      List<String> stages =
          life.way().definition().stages().stream().map(Pathway.Stage::id).toList();
      return !passed.equals(stages.subList(0, passed.size()));
    });
  }

  @Test
  void whatever_follows_names_a_cause_that_stands_before_it_and_why() {
    never(life -> {
      Set<Cause> causes = new HashSet<>();
      for (ProgressionEvent event : ledger(life)) {
        if (event instanceof VerdictEvent verdict) {
          causes.add(verdict.asCause());
        }
        if (event instanceof Consequence consequence && !causes.contains(consequence.cause())) {
          return true;
        }
        if (event instanceof MasteryWithdrawn withdrawn
            && (withdrawn.grounds().reason().isBlank()
                || !School.POLICY.equals(withdrawn.grounds().policy()))) {
          return true;
        }
        if (event instanceof LevelWithdrawn withdrawn
            && (withdrawn.grounds().reason().isBlank()
                || !School.POLICY.equals(withdrawn.grounds().policy()))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void a_broken_life_is_told_in_its_fewest_steps() {
    Life life = Life.of(12);
    assertThat(life.steps()).hasSizeGreaterThan(5);
    EvidenceId one = life.steps().get(1).id();
    EvidenceId other = life.steps().get(4).id();

    Life smallest =
        smallest(
            life,
            candidate ->
                candidate.steps().stream()
                    .map(Submission::id)
                    .toList()
                    .containsAll(List.of(one, other)));

    assertThat(smallest.steps()).extracting(Submission::id).containsExactly(one, other);
  }

  @Test
  void the_lives_are_of_all_sorts() {
    int mastered = 0;
    int withdrawn = 0;
    int advanced = 0;
    int reached = 0;
    int lowered = 0;
    for (long seed = 0; seed < CASES; seed++) {
      List<ProgressionEvent> ledger = ledger(Life.of(seed));
      mastered += ledger.stream().anyMatch(CompetencyMastered.class::isInstance) ? 1 : 0;
      withdrawn += ledger.stream().anyMatch(MasteryWithdrawn.class::isInstance) ? 1 : 0;
      advanced += ledger.stream().anyMatch(LearnerAdvanced.class::isInstance) ? 1 : 0;
      reached += ledger.stream().anyMatch(LevelReached.class::isInstance) ? 1 : 0;
      lowered += ledger.stream().anyMatch(LifePropertiesTest::isLowered) ? 1 : 0;
    }
    assertThat(mastered).isGreaterThan(CASES / 3);
    assertThat(withdrawn).isGreaterThan(CASES / 10);
    assertThat(advanced).isGreaterThan(CASES / 10);
    assertThat(reached).isGreaterThan(CASES / 5);
    assertThat(lowered).isGreaterThan(CASES / 20);
  }

  private static List<LearnerEvent> learner(List<ProgressionEvent> ledger) {
    return ledger.stream()
        .filter(LearnerEvent.class::isInstance)
        .map(LearnerEvent.class::cast)
        .toList();
  }

  /** A level is gone, and the mastery is not. */
  private static boolean isLowered(ProgressionEvent event) {
    return event instanceof LevelWithdrawn withdrawn
        && withdrawn.level().equals(withdrawn.grounds().threshold())
        && withdrawn.level().compareTo(new BigDecimal("0.5")) > 0;
  }

  private static Set<String> claimed(List<ProgressionEvent> ledger) {
    return Claims.of(ledger).all();
  }

  private static Set<String> holding(List<ProgressionEvent> ledger) {
    Set<String> holding = new TreeSet<>();
    for (ProgressionEvent event : ledger) {
      switch (event) {
        case StageCompleted e -> holding.add(e.stage());
        case StagePlacedUnderReview e -> holding.remove(e.stage());
        default -> {}
      }
    }
    return holding;
  }

  /** The claims in their order, without the times in them. */
  private static List<String> claims(List<ProgressionEvent> ledger) {
    List<String> claims = new ArrayList<>();
    for (ProgressionEvent event : ledger) {
      switch (event) {
        case CompetencyMastered e -> claims.add("+" + e.competency() + e.grounds().used());
        case MasteryWithdrawn e -> claims.add("-" + e.competency());
        case LevelReached e -> claims.add("+" + claim(e) + e.grounds().used());
        case LevelWithdrawn e -> claims.add("-" + claim(e));
        case LearnerAdvanced e -> claims.add(e.from());
        default -> {}
      }
    }
    return claims;
  }

  private static String code(CompetencyId competency) {
    return competency.value().substring("id-".length()).toUpperCase(Locale.ROOT);
  }

  private static String claim(LevelEvent event) {
    return Claims.called(new Mastered(event.competency(), event.level()));
  }

  private static Pathway.Stage stage(Life life, String id) {
    return life.way().definition().stage(id).orElseThrow();
  }
}
