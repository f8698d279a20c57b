package progression.goal;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.agency.Goal.StageAim;
import progression.curriculum.Named;
import progression.curriculum.Resolution;
import progression.kernel.CompetencyId;
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
  public record Stage(PathwayId pathway, String stage) {
    private static @Nullable Stage of(@Nullable StageAim aim) {
      return aim == null ? null : new Stage(aim.pathway(), aim.stage());
    }
  }

  /** Whether a goal was put so, whatever the names and the stage have come to stand for since. */
  public boolean says(Goal before) {
    Named named = Named.of(names, before.competencies());
    return named.refusal().isEmpty()
        && Objects.equals(stage, Stage.of(before.stage()))
        && goal(named.competencies(), before.stage()).equals(before);
  }

  /** The goal that it is, with what its names and its stage stand for. */
  Goal goal(List<CompetencyId> competencies, @Nullable StageAim on) {
    return new Goal(statement, horizon, competencies, on, criteria, targetDate);
  }
}
