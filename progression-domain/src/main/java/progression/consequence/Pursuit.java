package progression.consequence;

import java.util.List;
import java.util.function.Predicate;
import progression.agency.Goal;
import progression.kernel.CompetencyId;
import progression.pathway.Requirement.Mastered;

/** A goal in its present terms, and how it stands. */
public record Pursuit(Goal definition, Status status) {

  /** How a goal stands. */
  public enum Status {
    OPEN,
    ACHIEVED,
    ABANDONED
  }

  /** The competencies of the goal of which the record claims what it asks for, or does not. */
  public List<CompetencyId> competencies(Predicate<Mastered> met, boolean thatAreMet) {
    return definition
        .asked()
        .filter(one -> met.test(one) == thatAreMet)
        .map(Mastered::competency)
        .distinct()
        .toList();
  }
}
