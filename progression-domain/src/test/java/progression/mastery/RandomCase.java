package progression.mastery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;

/**
 * A policy and some evidence, the same for the same seed. Values are coarse, so that scores meet
 * thresholds exactly, moments coincide and pieces lie on the edge of the window.
 */
record RandomCase(Policy policy, List<Evidence> evidence, Instant asOf) {

  private static final List<String> WEIGHTS = List.of("0.65", "0.5", "1", "0.125");
  private static final List<Policy.Scale> SCALES =
      List.of(
          Given.ZERO_TO_ONE, Given.ONE_TO_FIVE, Given.scale("-2", "2"), Given.scale("0", "12.5"));

  static RandomCase of(long seed) {
    Random random = new Random(seed);
    Policy.Scale scale = SCALES.get(random.nextInt(SCALES.size()));
    Policy.Requirements requirements =
        random.nextBoolean()
            ? Policy.Requirements.NONE
            : new Policy.Requirements(
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(4) == 0 ? Set.of(Evidence.Kind.OBSERVATION) : Set.of(),
                random.nextBoolean() ? Period.ofDays(1 + random.nextInt(5)) : null,
                random.nextBoolean() ? Period.ofDays(1 + random.nextInt(5)) : null,
                null);
    Policy policy =
        Given.policy(
            scale,
            method(scale, random),
            on(scale, random.nextInt(5), 4).toPlainString(),
            random.nextBoolean() ? Policy.Regression.STICKY : Policy.Regression.TRACKING,
            requirements);
    List<Evidence> evidence = new ArrayList<>();
    int size = random.nextInt(12);
    for (int i = 0; i < size; i++) {
      Evidence piece = piece("e" + random.nextInt(10) + "-" + i, scale, random, random.nextInt(7));
      boolean ofSkill = policy.method().reads().findAny().isPresent() && random.nextInt(5) > 0;
      CompetencyId skill = random.nextBoolean() ? Given.HALVES : Given.THIRDS;
      evidence.add(ofSkill ? Given.of(skill, piece) : piece);
    }
    return new RandomCase(policy, List.copyOf(evidence), Given.day(6));
  }

  /** The same with other evidence. */
  RandomCase with(List<Evidence> other) {
    return new RandomCase(policy, List.copyOf(other), asOf);
  }

  static Evidence piece(String id, Policy.Scale scale, Random random, int day) {
    return new Evidence(
        new EvidenceId(id),
        new LearnerId("mia"),
        Given.FRACTIONS,
        random.nextBoolean() ? Evidence.Kind.OBSERVATION : Evidence.Kind.ASSESSMENT,
        score(scale, random),
        random.nextInt(3) == 0 ? null : "T-" + random.nextInt(3),
        random.nextInt(3) == 0 ? null : "setting " + random.nextInt(3),
        List.of(),
        List.of(),
        Given.day(day),
        null);
  }

  private static @Nullable Score score(Policy.Scale scale, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1, 2 -> new Score.Scaled(BigDecimal.valueOf(25L * random.nextInt(5), 2));
      case 3, 4 -> {
        int max = 1 + random.nextInt(7);
        yield new Score.Raw(BigDecimal.valueOf(random.nextInt(max + 1)), BigDecimal.valueOf(max));
      }
      default -> new Score.Level(on(scale, random.nextInt(7) - 1, 4));
    };
  }

  private static Method method(Policy.Scale scale, Random random) {
    int n = 1 + random.nextInt(3);
    BigDecimal w = new BigDecimal(WEIGHTS.get(random.nextInt(WEIGHTS.size())));
    return switch (random.nextInt(11)) {
      case 0 -> new Method.Consecutive(n);
      case 1 -> new Method.NOfLastM(n, n + random.nextInt(3));
      case 2 -> new Method.Latest();
      case 3 -> new Method.Highest();
      case 4 -> new Method.Average();
      case 5 -> new Method.WeightedAverage(w);
      case 6 -> new Method.NMastery(n);
      case 7 -> new Method.MeanOfLast(n);
      case 8 -> new Method.PowerLaw();
      case 9 ->
          new Method.EvidenceRequirements(
              random.nextBoolean() ? on(scale, random.nextInt(3), 4) : null,
              random.nextBoolean() ? scale.min() : null,
              List.of(
                  new Method.EvidenceRequirements.Skill(Given.HALVES, n),
                  new Method.EvidenceRequirements.Skill(Given.THIRDS, 1)));
      default -> new Method.DecayingAverage(w);
    };
  }

  /** So many parts of the scale above its lower end. */
  private static BigDecimal on(Policy.Scale scale, int part, int parts) {
    BigDecimal range = scale.max().subtract(scale.min());
    return scale
        .min()
        .add(
            range
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(parts), 10, RoundingMode.UNNECESSARY));
  }
}
