package progression.pathway;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.pathway.Requirement.Mastered;

/** Stages in order. */
public record Pathway(String title, FrameworkId framework, List<Stage> stages) {

  public Pathway {
    stages = List.copyOf(stages);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a pathway has at least one stage");
    }
    Set<String> seen = new HashSet<>();
    for (Stage stage : stages) {
      if (!seen.add(stage.id())) {
        throw new IllegalArgumentException("the stage id " + stage.id() + " stands twice");
      }
    }
  }

  /** The stage of this id. */
  public Optional<Stage> stage(String id) {
    return stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
  }

  /** All that its stages ask for, in order, each as often as it stands there. */
  public Stream<Mastered> asked() {
    return stages.stream().flatMap(stage -> stage.requirement().asked());
  }

  /** The competencies that its stages speak of, in order. */
  public List<CompetencyId> competencies() {
    return asked().map(Mastered::competency).toList();
  }

  /** The competencies of which it asks for a level, in order, each once. */
  public List<CompetencyId> competenciesAtLevels() {
    return asked().filter(one -> one.level() != null).map(Mastered::competency).distinct().toList();
  }

  /** The same, with every competency under another name. */
  public Pathway naming(UnaryOperator<CompetencyId> names) {
    return new Pathway(
        title,
        framework,
        stages.stream()
            .map(stage ->
                new Stage(
                    stage.id(), stage.title(), stage.requirement().naming(names), stage.weeks()))
            .toList());
  }

  /**
   * One stretch of the way, passed when its requirement holds.
   *
   * @param weeks how long it is meant to take, as advice: no time that passed ever decides anything
   */
  public record Stage(String id, String title, Requirement requirement, @Nullable Integer weeks) {
    public Stage {
      if (weeks != null && weeks < 1) {
        throw new IllegalArgumentException("a stage is meant to take a week or more");
      }
    }

    /** A stage without a pace. */
    public Stage(String id, String title, Requirement requirement) {
      this(id, title, requirement, null);
    }
  }
}
