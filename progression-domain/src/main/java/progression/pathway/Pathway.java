package progression.pathway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;

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

  /** The competencies that its stages speak of, in order. */
  public List<CompetencyId> competencies() {
    return stages.stream().flatMap(stage -> stage.requirement().competencies()).toList();
  }

  /** The same, with every competency under another name. */
  public Pathway naming(UnaryOperator<CompetencyId> names) {
    return new Pathway(
        title,
        framework,
        stages.stream()
            .map(stage -> new Stage(stage.id(), stage.title(), stage.requirement().naming(names)))
            .toList());
  }

  /** One stretch of the way, passed when its requirement holds. */
  public record Stage(String id, String title, Requirement requirement) {}
}
