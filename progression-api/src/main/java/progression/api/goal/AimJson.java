package progression.api.goal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal.Horizon;
import progression.api.entry.Names;
import progression.api.intake.Fields;
import progression.curriculum.Curriculum;
import progression.goal.Aim;
import progression.kernel.PathwayId;

/** A goal's terms as a caller writes them. */
public record AimJson(
    String statement,
    Horizon horizon,
    Names names,
    Aim.@Nullable Stage stage,
    @Nullable String criteria,
    @Nullable LocalDate targetDate) {

  /**
   * Reads the terms of a goal.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  public static AimJson read(Fields goal) {
    AimJson read =
        new AimJson(
            goal.longText("statement"),
            goal.word("horizon", Horizon.class),
            Names.read(goal),
            stage(goal.optionalObject("stage")),
            goal.optionalLongText("criteria"),
            goal.optionalDate("targetDate"));
    if (read.names.competencies().isEmpty() && read.stage == null) {
      throw goal.refused("competencies", "or a stage is required");
    }
    return read;
  }

  /** The same, with what the names stand for. */
  public Aim in(Curriculum curriculum) {
    return new Aim(statement, horizon, names.in(curriculum), stage, criteria, targetDate);
  }

  private static Aim.@Nullable Stage stage(@Nullable Fields stage) {
    if (stage == null) {
      return null;
    }
    Aim.Stage read = new Aim.Stage(stage.value("pathway", PathwayId::new), stage.text("stage"));
    stage.nothingElse();
    return read;
  }
}
