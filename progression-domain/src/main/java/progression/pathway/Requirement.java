package progression.pathway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.mastery.Digits;

/** What must be mastered, with choices inside. Empty lists are refused: they would always hold. */
public sealed interface Requirement {

  /**
   * One competency.
   *
   * @param level on the scale of the policy that decides, which the mastery has to reach; none
   *     where mastery is enough
   */
  record Mastered(CompetencyId competency, @Nullable BigDecimal level) implements Requirement {
    public Mastered {
      level = level == null ? null : Digits.limited("the level", level);
    }

    /** At whatever level. */
    public Mastered(CompetencyId competency) {
      this(competency, null);
    }
  }

  /** Every part. */
  record AllOf(List<Requirement> all) implements Requirement {
    public AllOf {
      all = parts(all);
    }
  }

  /** One part or more. */
  record AnyOf(List<Requirement> any) implements Requirement {
    public AnyOf {
      any = parts(any);
    }
  }

  /** A choice board: so many parts of these. */
  record AtLeast(int atLeast, List<Requirement> of) implements Requirement {
    public AtLeast {
      of = parts(of);
      if (atLeast < 1 || atLeast > of.size()) {
        throw new IllegalArgumentException(
            "at least %d of %d can not be met, or always is".formatted(atLeast, of.size()));
      }
    }
  }

  /**
   * Whether it holds for a learner.
   *
   * @param met whether the record claims of her what one part asks for
   */
  default boolean holds(Predicate<Mastered> met) {
    return switch (this) {
      case Mastered one -> met.test(one);
      case AllOf parts -> parts.all().stream().allMatch(part -> part.holds(met));
      case AnyOf parts -> parts.any().stream().anyMatch(part -> part.holds(met));
      case AtLeast parts ->
          parts.of().stream().filter(part -> part.holds(met)).count() >= parts.atLeast();
    };
  }

  /** All that it asks for, in order, each as often as it stands there. */
  default Stream<Mastered> asked() {
    return switch (this) {
      case Mastered one -> Stream.of(one);
      case AllOf parts -> parts.all().stream().flatMap(Requirement::asked);
      case AnyOf parts -> parts.any().stream().flatMap(Requirement::asked);
      case AtLeast parts -> parts.of().stream().flatMap(Requirement::asked);
    };
  }

  /** The competencies it speaks of, in order, each as often as it stands there. */
  default Stream<CompetencyId> competencies() {
    return asked().map(Mastered::competency);
  }

  /** The competencies among which it leaves a choice, in order. */
  default Stream<CompetencyId> options() {
    return switch (this) {
      case Mastered ignored -> Stream.empty();
      case AllOf parts -> parts.all().stream().flatMap(Requirement::options);
      case AnyOf parts -> options(1, parts.any());
      case AtLeast parts -> options(parts.atLeast(), parts.of());
    };
  }

  /**
   * What there is to work on, in order: nothing where it holds. Where a learner chose as much as is
   * asked for, what she did not choose is left out.
   */
  default Stream<Mastered> open(Predicate<Mastered> met, Set<CompetencyId> chosen) {
    if (holds(met)) {
      return Stream.empty();
    }
    return switch (this) {
      case Mastered one -> Stream.of(one);
      case AllOf parts -> parts.all().stream().flatMap(part -> part.open(met, chosen));
      case AnyOf parts -> open(1, parts.any(), met, chosen);
      case AtLeast parts -> open(parts.atLeast(), parts.of(), met, chosen);
    };
  }

  /** The same, with every competency under another name. */
  default Requirement naming(UnaryOperator<CompetencyId> names) {
    return switch (this) {
      case Mastered one -> new Mastered(names.apply(one.competency()), one.level());
      case AllOf parts -> new AllOf(naming(parts.all(), names));
      case AnyOf parts -> new AnyOf(naming(parts.any(), names));
      case AtLeast parts -> new AtLeast(parts.atLeast(), naming(parts.of(), names));
    };
  }

  private static Stream<CompetencyId> options(int atLeast, List<Requirement> parts) {
    return parts.stream()
        .flatMap(atLeast < parts.size() ? Requirement::competencies : Requirement::options);
  }

  private static Stream<Mastered> open(
      int atLeast, List<Requirement> parts, Predicate<Mastered> met, Set<CompetencyId> chosen) {
    List<Requirement> picked =
        parts.stream()
            .filter(part -> part.holds(met) || part.competencies().anyMatch(chosen::contains))
            .toList();
    return (picked.size() < atLeast ? parts : picked)
        .stream().flatMap(part -> part.open(met, chosen));
  }

  private static List<Requirement> naming(
      List<Requirement> parts, UnaryOperator<CompetencyId> names) {
    return parts.stream().map(part -> part.naming(names)).toList();
  }

  private static List<Requirement> parts(List<Requirement> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a requirement has at least one part");
    }
    return List.copyOf(parts);
  }
}
