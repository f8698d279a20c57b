package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.strict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.curriculum.Curriculum;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.CompetencyRuled;
import progression.event.Consequence;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceSetAside;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEvent;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.ProgressionEvent;
import progression.event.VerdictEvent;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Scenario;
import progression.kernel.Smallest;
import progression.mastery.Policy.Regression;
import progression.recordevidence.School;
import progression.rulecompetency.RuleCompetency.Effect;

/**
 * What holds whatever people rule between pieces of evidence, on some thousands of random lives. Of
 * a life that breaks a property, the fewest steps that still break it are told.
 */
class RulingPropertiesTest {

  private static final int CASES = 2_000;
  private static final int MOST_STEPS = 20;

  /** What happens to a learner under a policy: the same for the same seed. */
  private record Ruled(int inARow, Regression regression, boolean locks, List<Step> steps) {

    static Ruled of(long seed) {
      Random random = new Random(seed);
      List<Step> steps = new ArrayList<>();
      int size = random.nextInt(MOST_STEPS);
      for (int n = 0; n < size; n++) {
        char competency = "ABCD".charAt(random.nextInt(4));
        steps.add(
            random.nextInt(3) == 0
                ? new Step.Rule(n, competency, Effect.values()[random.nextInt(3)])
                : new Step.Evidence(n, competency, random.nextInt(3), random.nextInt(12)));
      }
      Regression regression = random.nextBoolean() ? Regression.STICKY : Regression.TRACKING;
      return new Ruled(1 + random.nextInt(2), regression, random.nextBoolean(), steps);
    }

    Ruled with(List<Step> others) {
      return new Ruled(inARow, regression, locks, List.copyOf(others));
    }

    Scenario school() {
      return Scenario.given(locks ? strict(inARow, regression) : opened(inARow, regression));
    }

    List<ProgressionEvent> ledger() {
      Scenario school = school();
      take(school, steps);
      return school.ledger();
    }
  }

  private static void take(Scenario school, List<Step> steps) {
    Curriculum curriculum = curriculum(school.ledger());
    steps.forEach(step -> Taking.take(school, curriculum, step));
  }

  private static void never(Predicate<Ruled> broken) {
    for (long seed = 0; seed < CASES; seed++) {
      Ruled life = Ruled.of(seed);
      if (broken.test(life)) {
        throw new AssertionError("seed " + seed + ": " + smallest(life, broken));
      }
    }
  }

  private static Ruled smallest(Ruled life, Predicate<Ruled> broken) {
    return life.with(Smallest.of(life.steps(), fewer -> broken.test(life.with(fewer))));
  }

  @Test
  void what_comes_again_changes_nothing() {
    never(life -> {
      Scenario school = life.school();
      List<Step> taken = new ArrayList<>();
      Curriculum curriculum = curriculum(school.ledger());
      for (Step step : life.steps()) {
        if (Taking.take(school, curriculum, step) != null) {
          taken.add(step);
        }
      }
      List<ProgressionEvent> before = school.ledger();
      take(school, taken);
      return !school.ledger().equals(before);
    });
  }

  @Test
  void a_mastery_is_claimed_where_a_person_vouches_for_it_or_evidence_that_counts_shows_it() {
    never(life -> {
      Set<CompetencyId> overridden = new HashSet<>();
      Map<CompetencyId, Set<EvidenceId>> counting = new HashMap<>();
      Map<CompetencyId, Set<EvidenceId>> setAside = new HashMap<>();
      for (ProgressionEvent event : life.ledger()) {
        switch (event) {
          case EvidenceRecorded e -> of(counting, e.competency()).add(e.evidence().id());
          case VerdictOverridden e -> overridden.add(e.competency());
          case OverrideCleared e -> {
            overridden.remove(e.competency());
            of(counting, e.competency()).addAll(of(setAside, e.competency()));
            of(setAside, e.competency()).clear();
          }
          case EvidenceSetAside e -> {
            overridden.remove(e.competency());
            of(counting, e.competency()).removeAll(e.evidence());
            of(setAside, e.competency()).addAll(e.evidence());
          }
          case CompetencyMastered e -> {
            boolean vouched = overridden.contains(e.competency());
            boolean shown =
                e.grounds().used().size() >= life.inARow()
                    && of(counting, e.competency()).containsAll(e.grounds().used());
            if (e.basis() == Basis.OVERRIDDEN ? !vouched : vouched || !shown) {
              return true;
            }
          }
          default -> {}
        }
      }
      return false;
    });
  }

  @Test
  void after_a_ruling_the_record_claims_what_was_ruled() {
    never(life -> {
      Scenario school = life.school();
      Curriculum curriculum = curriculum(school.ledger());
      for (Step step : life.steps()) {
        int before = school.ledger().size();
        Taking.take(school, curriculum, step);
        List<ProgressionEvent> ledger = school.ledger();
        if (ledger.size() > before && ledger.get(before) instanceof CompetencyRuled ruling) {
          boolean claimed = mastered(ledger).contains(ruling.competency());
          boolean wrong =
              switch (ruling) {
                case VerdictOverridden _ -> !claimed;
                case EvidenceSetAside _ -> claimed;
                case OverrideCleared _ -> false;
              };
          if (wrong) {
            return true;
          }
        }
      }
      return false;
    });
  }

  @Test
  void an_override_that_is_cleared_leaves_the_claims_as_if_it_had_never_been() {
    never(life -> {
      for (char competency : List.of('A', 'B', 'C', 'D')) {
        List<Step> evidence =
            life.steps().stream().filter(Step.Evidence.class::isInstance).toList();
        List<Step> ruled = new ArrayList<>(evidence);
        ruled.add(evidence.size() / 3, new Step.Rule(100, competency, Effect.OVERRIDE));
        ruled.add(new Step.Rule(101, competency, Effect.CLEAR));
        if (!mastered(life.with(ruled).ledger()).equals(mastered(life.with(evidence).ledger()))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void what_was_withdrawn_and_cleared_is_claimed_as_if_it_had_never_been_withdrawn() {
    never(life -> {
      for (char competency : List.of('A', 'B', 'C', 'D')) {
        List<Step> evidence =
            life.steps().stream().filter(Step.Evidence.class::isInstance).toList();
        List<Step> ruled = new ArrayList<>(evidence);
        ruled.add(evidence.size() / 2, new Step.Rule(100, competency, Effect.WITHDRAW));
        ruled.add(new Step.Rule(101, competency, Effect.CLEAR));
        if (!mastered(life.with(ruled).ledger()).equals(mastered(life.with(evidence).ledger()))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void evidence_that_is_retracted_and_reinstated_counts_as_if_it_had_never_been_retracted() {
    never(life -> {
      List<Step> evidence = new ArrayList<>();
      for (Step step : life.steps()) {
        int number = evidence.size();
        if (step instanceof Step.Evidence of && number < Step.NUMBERS) {
          evidence.add(new Step.Evidence(number, Step.competency(number), of.half(), of.minute()));
        }
      }
      for (int number = 0; number < evidence.size(); number++) {
        List<Step> corrected = new ArrayList<>(evidence);
        corrected.add(number + 1, new Step.Correct(100, number, "T-1", new Correction.Retracted()));
        corrected.add(new Step.Correct(101, number, "T-1", new Correction.Reinstated()));
        List<ProgressionEvent> ledger = life.with(corrected).ledger();
        List<ProgressionEvent> without = life.with(evidence).ledger();
        if (!mastered(ledger).equals(mastered(without)) || !told(ledger).equals(told(without))) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void a_learner_advances_only_past_a_stage_that_holds_and_past_each_once() {
    never(life -> {
      Set<CompetencyId> mastered = new HashSet<>();
      Set<String> passed = new HashSet<>();
      for (ProgressionEvent event : life.ledger()) {
        switch (event) {
          case CompetencyMastered e -> mastered.add(e.competency());
          case MasteryWithdrawn e -> mastered.remove(e.competency());
          case LearnerAdvanced e -> {
            boolean holds =
                School.pathway().definition().stages().stream()
                    .anyMatch(stage ->
                        stage.id().equals(e.from())
                            && stage
                                .requirement()
                                .holds(one -> mastered.contains(one.competency())));
            if (!holds || !passed.add(e.from())) {
              return true;
            }
          }
          default -> {}
        }
      }
      return false;
    });
  }

  @Test
  void whatever_follows_names_a_cause_that_stands_before_it_and_why() {
    never(life -> {
      Set<Cause> causes = new HashSet<>();
      for (ProgressionEvent event : life.ledger()) {
        if (event instanceof VerdictEvent verdict) {
          causes.add(verdict.asCause());
        }
        if (event instanceof Consequence consequence && !causes.contains(consequence.cause())) {
          return true;
        }
        if (event instanceof MasteryWithdrawn withdrawn && withdrawn.grounds().reason().isBlank()) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void after_a_replay_nothing_more_follows() {
    never(life -> {
      List<ProgressionEvent> ledger = life.ledger();
      Standing replayed = new Standing(LEARNER);
      for (ProgressionEvent event : ledger) {
        if (event instanceof LearnerEvent of) {
          replayed.evolve(of);
        }
      }
      var framework = curriculum(ledger).framework(School.MATH);
      return framework == null
          || !replayed.consequences(framework, new Cause.ByEnrollment(School.PATHWAY)).isEmpty();
    });
  }

  @Test
  void the_lives_are_of_all_sorts() {
    Map<Class<?>, Integer> seen = new HashMap<>();
    for (long seed = 0; seed < CASES; seed++) {
      Set<Class<?>> types = new HashSet<>();
      Ruled.of(seed).ledger().forEach(event -> types.add(event.getClass()));
      types.forEach(type -> seen.merge(type, 1, Integer::sum));
    }
    assertThat(seen.get(VerdictOverridden.class)).isGreaterThan(CASES / 4);
    assertThat(seen.get(OverrideCleared.class)).isGreaterThan(CASES / 20);
    assertThat(seen.get(EvidenceSetAside.class)).isGreaterThan(CASES / 20);
    assertThat(seen.get(MasteryWithdrawn.class)).isGreaterThan(CASES / 10);
    assertThat(seen.get(LearnerAdvanced.class)).isGreaterThan(CASES / 10);
  }

  /** The estimate on each competency with evidence, as the record last told it. */
  private static Map<CompetencyId, Optional<BigDecimal>> told(List<ProgressionEvent> ledger) {
    Map<CompetencyId, Optional<BigDecimal>> told = new HashMap<>();
    for (ProgressionEvent event : ledger) {
      if (event instanceof VerdictEvent of) {
        told.put(of.competency(), Optional.ofNullable(of.verdict().estimate()));
      }
    }
    return told;
  }

  private static Set<EvidenceId> of(
      Map<CompetencyId, Set<EvidenceId>> byCompetency, CompetencyId competency) {
    return byCompetency.computeIfAbsent(competency, none -> new HashSet<>());
  }

  private static Set<CompetencyId> mastered(List<ProgressionEvent> ledger) {
    Set<CompetencyId> mastered = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
    for (ProgressionEvent event : ledger) {
      switch (event) {
        case CompetencyMastered e -> mastered.add(e.competency());
        case MasteryWithdrawn e -> mastered.remove(e.competency());
        default -> {}
      }
    }
    return mastered;
  }
}
