package progression.api.publishpathway;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import progression.api.intake.Fields;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

/** Reads pathways as callers write them; the competencies in them are names. */
final class PathwayJson {

  private static final int MOST_STAGES = 1_000;
  private static final int MOST_PARTS = 1_000;

  /** Ten years. */
  private static final int MOST_WEEKS = 520;

  private PathwayJson() {}

  /**
   * Reads a pathway.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static Pathway read(Fields pathway) {
    String title = pathway.text("title");
    FrameworkId framework = pathway.value("framework", FrameworkId::new);
    List<Pathway.Stage> stages = new ArrayList<>();
    for (Fields stage : pathway.objects("stages", MOST_STAGES)) {
      stages.add(stage(stage));
    }
    pathway.nothingElse();
    return pathway.checked("stages", () -> new Pathway(title, framework, stages));
  }

  private static Pathway.Stage stage(Fields stage) {
    String id = stage.text("id");
    String title = stage.text("title");
    Requirement requirement = requirement(stage.object("requirement"));
    Integer weeks = stage.has("weeks") ? weeks(stage) : null;
    stage.nothingElse();
    return stage.checked("weeks", () -> new Pathway.Stage(id, title, requirement, weeks));
  }

  private static int weeks(Fields stage) {
    int weeks = stage.integer("weeks");
    if (weeks > MOST_WEEKS) {
      throw stage.refused("weeks", "must be at most %d".formatted(MOST_WEEKS));
    }
    return weeks;
  }

  private static Requirement requirement(Fields requirement) {
    Requirement read;
    if (requirement.has("mastered")) {
      CompetencyId competency = requirement.value("mastered", CompetencyId::new);
      BigDecimal level = requirement.has("level") ? requirement.decimal("level") : null;
      read = requirement.checked("level", () -> new Requirement.Mastered(competency, level));
    } else if (requirement.has("all")) {
      List<Requirement> parts = parts(requirement, "all");
      read = requirement.checked("all", () -> new Requirement.AllOf(parts));
    } else if (requirement.has("any")) {
      List<Requirement> parts = parts(requirement, "any");
      read = requirement.checked("any", () -> new Requirement.AnyOf(parts));
    } else if (requirement.has("atLeast")) {
      int atLeast = requirement.integer("atLeast");
      List<Requirement> parts = parts(requirement, "of");
      read = requirement.checked("atLeast", () -> new Requirement.AtLeast(atLeast, parts));
    } else {
      throw requirement.refused("mastered", "or one of all, any and atLeast is required");
    }
    // what was looked for and not found counts as asked for, yet only one form may be there
    if (requirement.names().size() > fields(read)) {
      throw requirement.refused(
          "mastered",
          "(with level), all, any and atLeast (with of) exclude each other; keep one of them");
    }
    requirement.nothingElse();
    return read;
  }

  private static int fields(Requirement form) {
    return switch (form) {
      case Requirement.Mastered one -> one.level() == null ? 1 : 2;
      case Requirement.AllOf _, Requirement.AnyOf _ -> 1;
      case Requirement.AtLeast _ -> 2;
    };
  }

  private static List<Requirement> parts(Fields requirement, String field) {
    return requirement.objects(field, MOST_PARTS).stream().map(PathwayJson::requirement).toList();
  }
}
