package progression.api.mapobjectives;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.interchange.ObjectiveMapping;
import progression.interchange.ObjectiveMapping.Marks;
import progression.interchange.ObjectiveMapping.Objective;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.ledger.json.DomainJson;
import progression.mastery.Evidence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mappings as callers write them; the competencies in them are names. */
final class ObjectiveMappingJson {

  private static final int MOST_OBJECTIVES = 1_000;
  private static final int MOST_LEVELS = 100;
  private static final String UTC = "UTC";

  private ObjectiveMappingJson() {}

  /**
   * Reads a mapping.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static ObjectiveMapping read(Fields mapping) {
    List<Objective> objectives = new ArrayList<>();
    for (Fields objective : mapping.objects("objectives", MOST_OBJECTIVES)) {
      objectives.add(objective(objective));
    }
    String assessment = mapping.text("assessment");
    String namespace = mapping.text("namespace");
    FrameworkId framework = mapping.value("framework", FrameworkId::new);
    Evidence.Kind kind = mapping.word("kind", Evidence.Kind.class, Evidence.Kind.ASSESSMENT);
    ZoneId timeZone = timeZone(mapping);
    mapping.nothingElse();
    return mapping.checked(
        "objectives",
        () -> new ObjectiveMapping(assessment, namespace, framework, kind, timeZone, objectives));
  }

  /** A mapping as it came into force, its competencies by their identifiers. */
  static ObjectNode write(ObjectiveMapping mapping) {
    ObjectNode json = DomainJson.mapper().valueToTree(mapping);
    for (JsonNode objective : json.path("objectives")) {
      if (objective instanceof ObjectNode flat) {
        JsonNode code = flat.remove("code");
        JsonNode marks = flat.remove("marks");
        flat.set("objective", code);
        marks.properties().forEach(mark -> flat.set(mark.getKey(), mark.getValue()));
      }
    }
    return json;
  }

  private static Objective objective(Fields objective) {
    Objective read =
        new Objective(
            objective.text("objective"),
            objective.value("competency", CompetencyId::new),
            objective.text("reportingMethod"),
            marks(objective));
    objective.nothingElse();
    return read;
  }

  private static Marks marks(Fields objective) {
    Fields levels = objective.optionalObject("levels");
    if (objective.has("max") == (levels != null)) {
      throw objective.refused("max", "or levels is required, and not both");
    }
    return levels == null ? points(objective) : levels(objective, levels);
  }

  private static Marks points(Fields objective) {
    BigDecimal max = objective.decimal("max");
    return objective.checked("max", () -> new Marks.Points(max));
  }

  private static Marks levels(Fields objective, Fields levels) {
    if (levels.names().size() > MOST_LEVELS) {
      throw objective.refused("levels", "must be at most %d".formatted(MOST_LEVELS));
    }
    Map<String, BigDecimal> read = new TreeMap<>();
    levels.names().forEach(name -> read.put(name, levels.decimal(name)));
    return objective.checked("levels", () -> new Marks.Levels(read));
  }

  private static ZoneId timeZone(Fields mapping) {
    @Nullable String name = mapping.optionalText("timeZone");
    try {
      return ZoneId.of(name == null ? UTC : name);
    } catch (DateTimeException unknown) {
      throw mapping.refused("timeZone", "must be a time zone, such as America/Chicago");
    }
  }
}
