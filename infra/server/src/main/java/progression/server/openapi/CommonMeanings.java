package progression.server.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;

/** What a member means wherever neither its record nor its file says anything else. */
final class CommonMeanings {

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("learner", "the id of the learner, as the district gives it"),
          Map.entry("competency", "the CASE identifier of the competency"),
          Map.entry("code", "its human coding scheme; none where it has none"),
          Map.entry("framework", "the id of the framework"),
          Map.entry("pathway", "the id of the pathway"),
          Map.entry("stage", "the id of the stage, in its pathway"),
          Map.entry("version", "which version, from 1 on"),
          Map.entry("title", "what it is called"),
          Map.entry("position", "where it stands in the ledger; reads take it as minPosition"),
          Map.entry(
              "behind",
              "learners of whom an event could not be applied: what is told of them is older"),
          Map.entry("next", "what to ask for as the cursor to go on; none at the end"),
          Map.entry("consequences", "what followed in the same stroke, in order"));

  private CommonMeanings() {}

  /** Describes what is left undescribed, however deep it lies. */
  static void complete(Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach((name, member) -> {
            if (member.getDescription() == null) {
              member.setDescription(MEANINGS.get(name));
            }
            complete(member);
          });
    }
    if (schema.getItems() != null) {
      complete(schema.getItems());
    }
    if (schema.getOneOf() != null) {
      schema.getOneOf().forEach(CommonMeanings::complete);
    }
  }
}
