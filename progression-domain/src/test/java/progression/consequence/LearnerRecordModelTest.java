package progression.consequence;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.opened;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.consequence.ReferenceRecord.Said;
import progression.curriculum.Curriculum;
import progression.event.CompetencyMastered;
import progression.event.LearnerAdvanced;
import progression.event.MasteryWithdrawn;
import progression.event.ProgressionEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.CompetencyId;
import progression.kernel.Scenario;
import progression.mastery.Policy.Regression;
import progression.recordevidence.School;

/**
 * Random commands, in any order and some of them twice, lead to what a simple reference says. What
 * fails is made as short as it can be before it is told.
 */
class LearnerRecordModelTest {

  private static final int SEQUENCES = 2_000;
  private static final int STEPS = 14;

  /** How mastery comes about in a run. */
  private record Rules(int n, boolean sticky, boolean strict) {
    Scenario school() {
      Regression regression = sticky ? Regression.STICKY : Regression.TRACKING;
      return Scenario.given(strict ? School.strict(n, regression) : opened(n, regression));
    }
  }

  @Test
  void any_commands_lead_to_what_the_reference_says() {
    int withdrawals = 0;
    for (long seed = 0; seed < SEQUENCES; seed++) {
      Random random = new Random(seed);
      Rules rules =
          new Rules(1 + random.nextInt(3) / 2, random.nextBoolean(), random.nextBoolean());
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < STEPS; i++) {
        steps.add(
            !steps.isEmpty() && random.nextInt(5) == 0
                ? steps.get(random.nextInt(steps.size()))
                : Step.random(random));
      }
      Scenario school = rules.school();
      if (complaint(school, rules, steps) != null) {
        List<Step> least = shrunk(rules, steps);
        throw new AssertionError(
            "seed %d, %s: %s%n%s"
                .formatted(seed, rules, least, complaint(rules.school(), rules, least)));
      }
      withdrawals += (int) school.ledger(MasteryWithdrawn.class).count();
    }
    assertThat(withdrawals).as("sequences that say something").isGreaterThan(SEQUENCES / 5);
  }

  /** Leaves out one step after the other, as long as it still fails. */
  private static List<Step> shrunk(Rules rules, List<Step> failing) {
    List<Step> least = failing;
    for (int i = least.size() - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(least);
      fewer.remove(i);
      if (complaint(rules.school(), rules, fewer) != null) {
        least = fewer;
      }
    }
    return least;
  }

  /** Where the record differs from the reference; none where it never does. */
  private static @Nullable String complaint(Scenario school, Rules rules, List<Step> steps) {
    Curriculum curriculum = curriculum(school.ledger());
    ReferenceRecord reference = new ReferenceRecord(rules.n(), rules.sticky(), rules.strict());
    Map<Step, Answer> firsts = new HashMap<>();
    for (Step step : steps) {
      int size = school.ledger().size();
      Answer answer = Taking.take(school, curriculum, step);
      Said said = answer == null ? Said.REFUSED : answer.again() ? Said.AGAIN : Said.ACCEPTED;
      String difference = difference(reference, reference.take(step), said, step, answer, school);
      if (difference == null && answer != null && answer.again() && !(step instanceof Step.Look)) {
        Answer first = firsts.get(step);
        if (first == null
            || !first.verdict().equals(answer.verdict())
            || !first.consequences().equals(answer.consequences())) {
          difference = "the first answer was " + first;
        }
      }
      if (difference == null && said != Said.ACCEPTED && school.ledger().size() != size) {
        difference = "something was recorded";
      }
      if (difference != null) {
        return "%s -> %s: %s".formatted(step, answer, difference);
      }
      if (said == Said.ACCEPTED && answer != null) {
        firsts.put(step, answer);
      }
    }
    return null;
  }

  private static @Nullable String difference(
      ReferenceRecord reference,
      Said expected,
      Said said,
      Step step,
      @Nullable Answer answer,
      Scenario school) {
    if (said != expected) {
      return "expected " + expected;
    }
    if (!claims(school).equals(reference.mastered())) {
      return "claims %s instead of %s".formatted(claims(school), reference.mastered());
    }
    if (!holding(school).equals(reference.holding())) {
      return "stages %s instead of %s".formatted(holding(school), reference.holding());
    }
    if (school.ledger(LearnerAdvanced.class).count() != reference.passed()) {
      return "advanced otherwise than " + reference.passed();
    }
    boolean isNew = said == Said.ACCEPTED || step instanceof Step.Look;
    if (answer != null && isNew) {
      char competency = code(answer.competency());
      if (answer.verdict().status() != reference.status(competency)) {
        return "expected the status " + reference.status(competency);
      }
    }
    return null;
  }

  private static Set<Character> claims(Scenario school) {
    Set<Character> claims = new TreeSet<>();
    for (ProgressionEvent event : school.ledger()) {
      if (event instanceof CompetencyMastered e) {
        claims.add(code(e.competency()));
      } else if (event instanceof MasteryWithdrawn e && !claims.remove(code(e.competency()))) {
        throw new AssertionError("withdrawn without a claim: " + e);
      }
    }
    return claims;
  }

  private static Set<String> holding(Scenario school) {
    Set<String> holding = new TreeSet<>();
    for (ProgressionEvent event : school.ledger()) {
      if (event instanceof StageCompleted e) {
        holding.add(e.stage());
      } else if (event instanceof StagePlacedUnderReview e) {
        holding.remove(e.stage());
      }
    }
    return holding;
  }

  private static char code(CompetencyId competency) {
    return Character.toUpperCase(competency.value().charAt(3));
  }
}
