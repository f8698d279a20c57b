package progression.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.Smallest;
import progression.pathway.Requirement.AllOf;
import progression.pathway.Requirement.AnyOf;
import progression.pathway.Requirement.AtLeast;
import progression.pathway.Requirement.Mastered;

class RequirementTest {

  @Test
  void a_choice_board_holds_from_the_kth_choice_on() {
    Requirement board = new AtLeast(2, List.of(one("a"), one("b"), one("c")));
    assertThat(board.holds(met())).isFalse();
    assertThat(board.holds(met("a", "x", "y"))).isFalse();
    assertThat(board.holds(met("a", "c"))).isTrue();
    assertThat(board.holds(met("a", "b", "c"))).isTrue();
  }

  @Test
  void the_same_part_twice_counts_twice() {
    assertThat(new AtLeast(2, List.of(one("a"), one("a"), one("b"))).holds(met("a"))).isTrue();
  }

  @Test
  void a_level_is_asked_for_apart_from_the_mastery() {
    Mastered atThree = new Mastered(new CompetencyId("a"), new BigDecimal("3.0"));
    Requirement requirement = new AllOf(List.of(one("b"), new AnyOf(List.of(atThree, one("a")))));

    assertThat(atThree).isEqualTo(new Mastered(new CompetencyId("a"), new BigDecimal("3")));
    assertThat(requirement.asked()).contains(atThree, new Mastered(new CompetencyId("a")));
    assertThat(atThree.holds(met("a"))).as("the record may claim any level").isTrue();
    assertThat(atThree.holds(one -> one.level() == null)).isFalse();
    assertThat(requirement.naming(id -> new CompetencyId(id + "!")).asked())
        .contains(new Mastered(new CompetencyId("a!"), new BigDecimal("3")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mastered(new CompetencyId("a"), new BigDecimal("1E+999999999")));
  }

  @Test
  void competencies_are_told_in_order_as_often_as_they_stand_there() {
    Requirement requirement =
        new AllOf(
            List.of(
                one("a"),
                new AnyOf(List.of(one("b"), one("a"))),
                new AtLeast(1, List.of(one("c")))));
    assertThat(requirement.competencies())
        .extracting(CompetencyId::value)
        .containsExactly("a", "b", "a", "c");
  }

  @Test
  void the_options_are_what_a_requirement_leaves_open() {
    Requirement requirement =
        new AllOf(
            List.of(
                one("a"),
                new AnyOf(List.of(one("b"), one("c"))),
                new AnyOf(List.of(one("d"))),
                new AtLeast(2, List.of(one("e"), one("f"))),
                new AtLeast(1, List.of(one("g"), new AllOf(List.of(one("h"), one("i")))))));
    assertThat(requirement.options())
        .extracting(CompetencyId::value)
        .containsExactly("b", "c", "g", "h", "i");
  }

  @Test
  void what_is_open_is_what_was_chosen_once_enough_is_chosen() {
    Requirement requirement =
        new AllOf(List.of(one("a"), new AtLeast(2, List.of(one("b"), one("c"), one("d")))));
    assertThat(open(requirement, mastered("a"), mastered())).containsExactly("b", "c", "d");
    assertThat(open(requirement, mastered(), mastered("c"))).containsExactly("a", "b", "c", "d");
    assertThat(open(requirement, mastered("a"), mastered("c", "d"))).containsExactly("c", "d");
    assertThat(open(requirement, mastered("b"), mastered("d"))).containsExactly("a", "d");
    assertThat(open(requirement, mastered("a", "b", "d"), mastered("c"))).isEmpty();
  }

  @Test
  void requirements_that_always_or_never_hold_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AllOf(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new AnyOf(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new AtLeast(1, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new AtLeast(0, List.of(one("a"))));
    assertThatIllegalArgumentException().isThrownBy(() -> new AtLeast(2, List.of(one("a"))));
  }

  @Test
  void a_pathway_has_stages_and_each_its_own_id() {
    FrameworkId math = new FrameworkId("math");
    assertThatIllegalArgumentException().isThrownBy(() -> new Pathway("p", math, List.of()));
    Pathway.Stage stage = new Pathway.Stage("s", "S", one("a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pathway("p", math, List.of(stage, stage)))
        .withMessage("the stage id s stands twice");
  }

  @Test
  void it_agrees_with_counting_and_more_mastery_never_takes_away() {
    int holding = 0;
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      Requirement requirement = requirement(random, 3);
      List<CompetencyId> mastered = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        mastered.add(competency(random));
      }
      CompetencyId more = competency(random);
      if (isBroken(requirement, mastered, more)) {
        throw new AssertionError("seed " + seed + ": " + smallest(requirement, mastered, more));
      }
      holding += requirement.holds(met(Set.copyOf(mastered))) ? 1 : 0;
    }
    assertThat(holding).isBetween(1_000, 4_000);
  }

  private static boolean isBroken(
      Requirement requirement, List<CompetencyId> mastered, CompetencyId more) {
    Set<CompetencyId> then = new HashSet<>(mastered);
    boolean holds = requirement.holds(met(then));
    boolean counted = share(requirement, then) == 1;
    then.add(more);
    return holds != counted || (holds && !requirement.holds(met(then)));
  }

  /** The smallest part that is broken still, with the least that is mastered. */
  private static String smallest(
      Requirement requirement, List<CompetencyId> mastered, CompetencyId more) {
    Requirement part = requirement;
    for (Optional<Requirement> next = Optional.of(requirement); next.isPresent(); ) {
      part = next.get();
      next = smaller(part).filter(one -> isBroken(one, mastered, more)).findFirst();
    }
    Requirement least = part;
    return "%s with %s, and then %s"
        .formatted(least, Smallest.of(mastered, fewer -> isBroken(least, fewer, more)), more);
  }

  /** Its parts, and itself without one of them. */
  private static Stream<Requirement> smaller(Requirement requirement) {
    return switch (requirement) {
      case Mastered _ -> Stream.of();
      case AllOf(List<Requirement> parts) -> smaller(parts, AllOf::new);
      case AnyOf(List<Requirement> parts) -> smaller(parts, AnyOf::new);
      case AtLeast(int k, List<Requirement> parts) ->
          smaller(parts, fewer -> new AtLeast(Math.min(k, fewer.size()), fewer));
    };
  }

  private static Stream<Requirement> smaller(
      List<Requirement> parts, Function<List<Requirement>, Requirement> of) {
    Stream<Requirement> without =
        parts.size() == 1
            ? Stream.of()
            : IntStream.range(0, parts.size())
                .mapToObj(part -> {
                  List<Requirement> fewer = new ArrayList<>(parts);
                  fewer.remove(part);
                  return of.apply(fewer);
                });
    return Stream.concat(parts.stream(), without);
  }

  private static List<String> open(
      Requirement requirement, Set<CompetencyId> mastered, Set<CompetencyId> chosen) {
    return requirement.open(met(mastered), chosen).map(one -> one.competency().value()).toList();
  }

  /** 1 where it holds, 0 where not: products, maxima and sums in place of the logic. */
  private static int share(Requirement requirement, Set<CompetencyId> mastered) {
    int product = 1;
    int sum = 0;
    switch (requirement) {
      case Mastered(CompetencyId competency, _) -> sum = mastered.contains(competency) ? 1 : 0;
      case AllOf(List<Requirement> parts) -> {
        for (Requirement part : parts) {
          product *= share(part, mastered);
        }
        return product;
      }
      case AnyOf(List<Requirement> parts) -> {
        for (Requirement part : parts) {
          sum += share(part, mastered);
        }
      }
      case AtLeast(int k, List<Requirement> parts) -> {
        for (Requirement part : parts) {
          sum += share(part, mastered);
        }
        sum /= k;
      }
    }
    return Math.min(1, sum);
  }

  private static Requirement requirement(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return new Mastered(competency(random));
    }
    List<Requirement> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      parts.add(requirement(random, depth - 1));
    }
    return switch (random.nextInt(3)) {
      case 0 -> new AllOf(parts);
      case 1 -> new AnyOf(parts);
      default -> new AtLeast(1 + random.nextInt(parts.size()), parts);
    };
  }

  private static CompetencyId competency(Random random) {
    return new CompetencyId("c" + random.nextInt(6));
  }

  private static Requirement one(String competency) {
    return new Mastered(new CompetencyId(competency));
  }

  private static Predicate<Mastered> met(String... competencies) {
    return met(mastered(competencies));
  }

  private static Predicate<Mastered> met(Set<CompetencyId> mastered) {
    return one -> mastered.contains(one.competency());
  }

  private static Set<CompetencyId> mastered(String... competencies) {
    Set<CompetencyId> mastered = new HashSet<>();
    for (String competency : competencies) {
      mastered.add(new CompetencyId(competency));
    }
    return mastered;
  }
}
