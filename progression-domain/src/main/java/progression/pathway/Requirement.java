package progression.pathway;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import progression.kernel.CompetencyId;

/** What must be mastered, with choices inside. Empty lists are refused: they would always hold. */
public sealed interface Requirement {

  /** One competency. */
  record Mastered(CompetencyId competency) implements Requirement {}

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

  /** Whether it holds for a learner who has mastered exactly these. */
  default boolean holds(Set<CompetencyId> mastered) {
    return switch (this) {
      case Mastered one -> mastered.contains(one.competency());
      case AllOf parts -> parts.all().stream().allMatch(part -> part.holds(mastered));
      case AnyOf parts -> parts.any().stream().anyMatch(part -> part.holds(mastered));
      case AtLeast parts ->
          parts.of().stream().filter(part -> part.holds(mastered)).count() >= parts.atLeast();
    };
  }

  /** The competencies it speaks of, in order, each as often as it stands there. */
  default Stream<CompetencyId> competencies() {
    return switch (this) {
      case Mastered one -> Stream.of(one.competency());
      case AllOf parts -> parts.all().stream().flatMap(Requirement::competencies);
      case AnyOf parts -> parts.any().stream().flatMap(Requirement::competencies);
      case AtLeast parts -> parts.of().stream().flatMap(Requirement::competencies);
    };
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
  default Stream<CompetencyId> open(Set<CompetencyId> mastered, Set<CompetencyId> chosen) {
    if (holds(mastered)) {
      return Stream.empty();
    }
    return switch (this) {
      case Mastered one -> Stream.of(one.competency());
      case AllOf parts -> parts.all().stream().flatMap(part -> part.open(mastered, chosen));
      case AnyOf parts -> open(1, parts.any(), mastered, chosen);
      case AtLeast parts -> open(parts.atLeast(), parts.of(), mastered, chosen);
    };
  }

  /** The same, with every competency under another name. */
  default Requirement naming(UnaryOperator<CompetencyId> names) {
    return switch (this) {
      case Mastered one -> new Mastered(names.apply(one.competency()));
      case AllOf parts -> new AllOf(naming(parts.all(), names));
      case AnyOf parts -> new AnyOf(naming(parts.any(), names));
      case AtLeast parts -> new AtLeast(parts.atLeast(), naming(parts.of(), names));
    };
  }

  private static Stream<CompetencyId> options(int atLeast, List<Requirement> parts) {
    return parts.stream()
        .flatMap(atLeast < parts.size() ? Requirement::competencies : Requirement::options);
  }

  private static Stream<CompetencyId> open(
      int atLeast, List<Requirement> parts, Set<CompetencyId> mastered, Set<CompetencyId> chosen) {
    List<Requirement> picked =
        parts.stream()
            .filter(part -> part.holds(mastered) || part.competencies().anyMatch(chosen::contains))
            .toList();
    return (picked.size() < atLeast ? parts : picked)
        .stream().flatMap(part -> part.open(mastered, chosen));
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
