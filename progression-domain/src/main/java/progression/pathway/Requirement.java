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

  /** The same, with every competency under another name. */
  default Requirement naming(UnaryOperator<CompetencyId> names) {
    return switch (this) {
      case Mastered one -> new Mastered(names.apply(one.competency()));
      case AllOf parts -> new AllOf(naming(parts.all(), names));
      case AnyOf parts -> new AnyOf(naming(parts.any(), names));
      case AtLeast parts -> new AtLeast(parts.atLeast(), naming(parts.of(), names));
    };
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
