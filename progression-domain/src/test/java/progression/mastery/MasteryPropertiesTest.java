package progression.mastery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.kernel.EvidenceId;
import progression.kernel.Smallest;

/**
 * What holds for every policy and any evidence, on some thousands of random ones. Of a case that
 * breaks a property, the least evidence that still breaks it is told.
 */
class MasteryPropertiesTest {

  private static final int CASES = 5_000;

  /** Makes sure of something; what it returns is whether the case is of the sort it speaks of. */
  private interface Property {
    boolean holdsFor(RandomCase given, Random random);
  }

  /** Returns how many cases it speaks of. */
  private static int always(Property property) {
    int spokenOf = 0;
    for (long seed = 0; seed < CASES; seed++) {
      long at = seed;
      RandomCase given = RandomCase.of(seed);
      try {
        spokenOf += property.holdsFor(given, new Random(seed)) ? 1 : 0;
      } catch (AssertionError broken) {
        List<Evidence> least =
            Smallest.of(
                given.evidence(), fewer -> isBroken(property, given.with(fewer), new Random(at)));
        throw new AssertionError("seed " + seed + ": " + given.with(least), broken);
      }
    }
    return spokenOf;
  }

  private static boolean isBroken(Property property, RandomCase given, Random random) {
    try {
      var _ = property.holdsFor(given, random);
      return false;
    } catch (AssertionError broken) {
      return true;
    }
  }

  @Test
  void it_agrees_with_the_rules_written_out_naively() {
    int satisfied =
        always((given, random) -> {
          Assessment actual = assess(given, given.evidence());
          NaiveMastery.Outcome expected =
              new NaiveMastery(given.policy()).assess(given.evidence(), given.asOf());
          assertThat(
                  new NaiveMastery.Outcome(
                      actual.satisfied(),
                      plain(actual.estimate()),
                      actual.since(),
                      actual.used().stream().map(EvidenceId::value).collect(Collectors.toSet()),
                      actual.leftOut().stream().map(this::words).collect(Collectors.toSet())))
              .isEqualTo(
                  new NaiveMastery.Outcome(
                      expected.satisfied(),
                      plain(expected.estimate()),
                      expected.since(),
                      expected.used(),
                      expected.leftOut()));
          return actual.satisfied();
        });
    assertThat(satisfied).as("cases of both sorts").isBetween(CASES / 5, 4 * CASES / 5);
  }

  @Test
  void any_order_of_arrival_is_assessed_the_same() {
    always((given, random) -> {
      List<Evidence> shuffled = new ArrayList<>(given.evidence());
      Collections.shuffle(shuffled, random);
      assertThat(assess(given, shuffled)).isEqualTo(assess(given, given.evidence()));
      return true;
    });
  }

  @Test
  void used_and_left_out_are_all_the_evidence_in_its_order() {
    always((given, random) -> {
      Assessment actual = assess(given, given.evidence());
      List<EvidenceId> order =
          given.evidence().stream()
              .sorted(
                  Comparator.comparing(Evidence::occurredAt)
                      .thenComparing(piece -> piece.id().value()))
              .map(Evidence::id)
              .toList();
      List<EvidenceId> leftOut = actual.leftOut().stream().map(Grounds.LeftOut::evidence).toList();
      assertThat(Stream.concat(actual.used().stream(), leftOut.stream()))
          .containsExactlyInAnyOrderElementsOf(order);
      assertThat(actual.used()).isEqualTo(kept(order, Set.copyOf(actual.used())));
      assertThat(leftOut).isEqualTo(kept(order, Set.copyOf(leftOut)));
      return true;
    });
  }

  @Test
  void no_seat_time_a_monotone_change_of_times_leaves_the_verdict() {
    int without =
        always((given, random) -> {
          if (given.policy().requirements().window() != null
              || given.policy().requirements().expiry() != null) {
            return false;
          }
          TreeMap<Instant, Instant> moved = stretched(given.evidence(), random);
          List<Evidence> evidence =
              given.evidence().stream()
                  .map(piece -> at(piece, Objects.requireNonNull(moved.get(piece.occurredAt()))))
                  .toList();
          Assessment before = assess(given, given.evidence());
          assertThat(assess(given, evidence))
              .isEqualTo(
                  new Assessment(
                      before.satisfied(),
                      before.estimate(),
                      before.since() == null ? null : moved.get(before.since()),
                      null,
                      before.used(),
                      before.leftOut(),
                      before.missing(),
                      before.reason()));
          return true;
        });
    assertThat(without).as("cases of this sort").isGreaterThan(CASES / 10);
  }

  @Test
  void a_sticky_mastery_is_never_lost_to_later_evidence() {
    int kept =
        always((given, random) -> {
          Assessment before = assess(given, given.evidence());
          if (given.policy().regression() != Policy.Regression.STICKY
              || given.policy().requirements().expiry() != null
              || !before.satisfied()) {
            return false;
          }
          List<Evidence> more = new ArrayList<>(given.evidence());
          for (int i = 0; i < 3; i++) {
            more.add(RandomCase.piece("later-" + i, given.policy().scale(), random, 7 + i));
          }
          Assessment after = assess(given, more);
          assertThat(after.satisfied()).isTrue();
          assertThat(after.since()).isEqualTo(before.since());
          assertThat(after.used()).isEqualTo(before.used());
          return true;
        });
    assertThat(kept).as("cases of this sort").isGreaterThan(CASES / 10);
  }

  @Test
  void a_tracking_policy_alone_is_satisfied_exactly_where_the_estimate_reaches_the_threshold() {
    int seen =
        always((given, random) -> {
          if (given.policy().regression() != Policy.Regression.TRACKING
              || given.policy().method() instanceof Method.EvidenceRequirements
              || !given.policy().requirements().equals(Policy.Requirements.NONE)) {
            return false;
          }
          Assessment actual = assess(given, given.evidence());
          assertThat(actual.satisfied())
              .isEqualTo(
                  actual.estimate() != null
                      && actual.estimate().compareTo(given.policy().threshold()) >= 0);
          return true;
        });
    assertThat(seen).as("cases of this sort").isGreaterThan(CASES / 10);
  }

  private static Assessment assess(RandomCase given, List<Evidence> evidence) {
    return Mastery.assess(given.policy(), evidence, given.asOf());
  }

  private String words(Grounds.LeftOut leftOut) {
    return leftOut.evidence().value()
        + switch (leftOut.why()) {
          case UNSCORED -> " does not count yet";
          case OUTSIDE_WINDOW, OFF_SCALE -> " does not count";
          case NOT_CONSIDERED -> " was passed over";
          case AFTER_MASTERY -> " came after";
          case RETRACTED, SET_ASIDE -> throw new IllegalStateException("never given: " + leftOut);
        };
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
    return value == null ? null : value.stripTrailingZeros();
  }

  private static List<EvidenceId> kept(List<EvidenceId> order, Set<EvidenceId> ids) {
    return order.stream().filter(ids::contains).toList();
  }

  /** Other moments in the same order, from nanoseconds to years apart. */
  private static TreeMap<Instant, Instant> stretched(List<Evidence> evidence, Random random) {
    TreeSet<Instant> moments = new TreeSet<>();
    evidence.forEach(piece -> moments.add(piece.occurredAt()));
    TreeMap<Instant, Instant> moved = new TreeMap<>();
    Instant next = Given.DAY_0.minusSeconds(random.nextInt(1_000_000_000));
    for (Instant moment : moments) {
      next = next.plusNanos(1 + (random.nextLong() >>> (1 + random.nextInt(63))));
      moved.put(moment, next);
    }
    return moved;
  }

  private static Evidence at(Evidence piece, Instant occurredAt) {
    return new Evidence(
        piece.id(),
        piece.learner(),
        piece.competency(),
        piece.kind(),
        piece.score(),
        piece.assessor(),
        piece.setting(),
        piece.collaborators(),
        piece.artifacts(),
        occurredAt,
        piece.assessedAt());
  }
}
