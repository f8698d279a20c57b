package progression.consequence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.mastery.Score;
import progression.rulecompetency.RuleCompetency.Effect;

/** A command in few words, which means the same whatever came before it. */
sealed interface Step {

  /** How many pieces of evidence corrections can be on. */
  int NUMBERS = 5;

  /** Evidence under a number; no score where it awaits evaluation. */
  record Evidence(int number, char competency, @Nullable Integer half, int minute)
      implements Step {}

  /** A ruling on the evidence of a number. */
  record Correct(int ruling, int number, String by, Correction correction) implements Step {}

  /** A ruling on a competency. */
  record Rule(int ruling, char competency, Effect effect) implements Step {}

  /** A look at a competency with nothing new. */
  record Look(char competency) implements Step {}

  /** Any of these. Numbers are few, so that steps meet. */
  static Step random(Random random) {
    int number = random.nextInt(NUMBERS);
    char competency = competency(random.nextInt(NUMBERS));
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 ->
          new Evidence(number, competency(number), half(random), random.nextInt(3));
      case 5, 6, 7, 8, 9 ->
          new Correct(random.nextInt(20), number, "T-" + random.nextInt(3), correction(random));
      case 10 -> new Rule(random.nextInt(20), competency, Effect.values()[random.nextInt(3)]);
      default -> new Look(competency);
    };
  }

  private static @Nullable Integer half(Random random) {
    int of = random.nextInt(6);
    return of == 0 ? null : of == 1 ? 0 : 2;
  }

  /** More of the evidence is on A, on which everything hangs. */
  static char competency(int number) {
    return "AABCD".charAt(number % NUMBERS);
  }

  static Score score(int half) {
    return new Score.Scaled(BigDecimal.valueOf(half).divide(BigDecimal.TWO));
  }

  private static Correction correction(Random random) {
    Score score = score(random.nextInt(3) == 0 ? 0 : 2);
    return List.of(
            new Correction.Scored(score, null),
            new Correction.Rescored(score),
            new Correction.Moderated(score),
            new Correction.SentBack(),
            new Correction.Retracted(),
            new Correction.Reinstated())
        .get(random.nextInt(6));
  }
}
