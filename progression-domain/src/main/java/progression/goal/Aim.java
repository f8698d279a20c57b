package progression.goal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.curriculum.Resolution;
import progression.kernel.PathwayId;

/**
 * A goal as it is put, before its names are looked up.
 *
 * @param names what its competencies' names stand for
 */
public record Aim(
    String statement,
    Goal.Horizon horizon,
    List<Resolution> names,
    @Nullable Stage stage,
    @Nullable String criteria,
    @Nullable LocalDate targetDate) {
  public Aim {
    names = List.copyOf(names);
    if (names.isEmpty() && stage == null) {
      throw new IllegalArgumentException("a goal names a competency or a stage");
    }
  }

  /** A stage of a pathway that the learner is on. */
  public record Stage(PathwayId pathway, String stage) {}
}
