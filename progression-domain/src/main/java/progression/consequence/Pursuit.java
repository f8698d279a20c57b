package progression.consequence;

import java.util.List;
import java.util.Set;
import progression.agency.Goal;
import progression.kernel.CompetencyId;

/** A goal in its present terms, and how it stands. */
public record Pursuit(Goal definition, Status status) {

  /** How a goal stands. */
  public enum Status {
    OPEN,
    ACHIEVED,
    ABANDONED
  }

  /** The competencies of the goal that are mastered, or those that are not. */
  public List<CompetencyId> competencies(Set<CompetencyId> mastered, boolean thatAreMastered) {
    return definition.all().stream()
        .filter(competency -> mastered.contains(competency) == thatAreMastered)
        .toList();
  }
}
