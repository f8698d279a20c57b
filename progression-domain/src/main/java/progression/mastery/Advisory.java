package progression.mastery;

import java.math.BigDecimal;

/**
 * A model of learning whose estimate is shown beside a verdict and never decides it: a learner is
 * not held back by a parameter that nobody can explain to her.
 *
 * <p>The defaults are neutral starting values. A district that has fitted its own gives them.
 */
public sealed interface Advisory {

  /**
   * Bayesian knowledge tracing: the probability that the learner knows. A score that reaches the
   * policy's threshold counts as correct, any other as incorrect.
   *
   * <p>Source: A. T. Corbett and J. R. Anderson, "Knowledge tracing: Modeling the acquisition of
   * procedural knowledge", User Modeling and User-Adapted Interaction 4 (1995), 253-278. Slip and
   * guess stay below one half, or a correct answer would speak against knowing: R. Baker, A.
   * Corbett and V. Aleven, Intelligent Tutoring Systems (2008), 406-415.
   *
   * @param initial that she knows before any evidence; default 0.5
   * @param transit that she learns from one piece to the next; default 0.1
   * @param guess that she is correct without knowing; default 0.2
   * @param slip that she is incorrect although she knows; default 0.1
   */
  record Bkt(BigDecimal initial, BigDecimal transit, BigDecimal guess, BigDecimal slip)
      implements Advisory {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    public static final Bkt DEFAULT =
        new Bkt(
            new BigDecimal("0.5"),
            new BigDecimal("0.1"),
            new BigDecimal("0.2"),
            new BigDecimal("0.1"));

    public Bkt {
      initial = between("initial", initial, BigDecimal.ZERO, BigDecimal.ONE);
      transit = between("transit", transit, BigDecimal.ZERO, BigDecimal.ONE);
      guess = between("guess", guess, BigDecimal.ZERO, HALF);
      slip = between("slip", slip, BigDecimal.ZERO, HALF);
    }
  }

  /**
   * Elo's rating, which moves with every score by how much it surprises.
   *
   * <p>Source: R. Pelánek, "Applications of the Elo rating system in adaptive educational systems",
   * Computers &amp; Education 98 (2016), 169-179.
   *
   * @param k how far one score moves the rating; default 0.4
   * @param difficulty of the competency, on the rating's scale, where 0 is average; default 0
   */
  record Elo(BigDecimal k, BigDecimal difficulty) implements Advisory {

    public static final Elo DEFAULT = new Elo(new BigDecimal("0.4"), BigDecimal.ZERO);

    public Elo {
      k = between("k", k, BigDecimal.ZERO, BigDecimal.TEN);
      difficulty = between("difficulty", difficulty, BigDecimal.TEN.negate(), BigDecimal.TEN);
    }
  }

  private static BigDecimal between(
      String name, BigDecimal value, BigDecimal least, BigDecimal most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("%s lies between %s and %s".formatted(name, least, most));
    }
    return Digits.limited(name, value);
  }
}
