package progression.api.recordevidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.ledger.json.DomainJson;
import progression.mastery.Evidence.Artifact;
import progression.mastery.Evidence.Kind;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence.Submission;
import tools.jackson.databind.node.ObjectNode;

/** Evidence as a caller writes it. */
record EvidenceJson(LearnerId learner, Submission submission) {

  private static final Set<String> ARTIFACT_SCHEMES = Set.of("http", "https", "urn");

  /**
   * Reads a piece of evidence.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static EvidenceJson read(Fields evidence) {
    LearnerId learner = evidence.value("learner", LearnerId::new);
    Submission submission =
        new Submission(
            id(evidence),
            evidence.text("competency"),
            evidence.optionalValue("framework", FrameworkId::new),
            evidence.word("kind", Kind.class, Kind.ASSESSMENT),
            score(evidence.optionalObject("score")),
            evidence.optionalText("assessor"),
            evidence.optionalText("setting"),
            evidence.texts("collaborators"),
            artifacts(evidence),
            evidence.time("occurredAt"),
            evidence.optionalTime("assessedAt"));
    evidence.nothingElse();
    return new EvidenceJson(learner, submission);
  }

  /** As a caller would write it. */
  byte[] bytes() {
    ObjectNode json = DomainJson.mapper().valueToTree(submission);
    json.put("learner", learner.value());
    return DomainJson.mapper().writeValueAsBytes(json);
  }

  private static EvidenceId id(Fields evidence) {
    EvidenceId id = evidence.value("id", EvidenceId::new);
    int colon = id.value().indexOf(':');
    if (colon < 1 || colon == id.value().length() - 1) {
      throw evidence.refused("id", "must be source:id, such as lms:attempt-9");
    }
    return id;
  }

  private static @Nullable Score score(@Nullable Fields score) {
    if (score == null) {
      return null;
    }
    Score read;
    if (score.has("scaled")) {
      var scaled = score.decimal("scaled");
      read = score.checked("scaled", () -> new Score.Scaled(scaled));
    } else if (score.has("raw")) {
      var raw = score.decimal("raw");
      var max = score.decimal("max");
      read = score.checked("raw", () -> new Score.Raw(raw, max));
    } else if (score.has("level")) {
      var level = score.decimal("level");
      read = score.checked("level", () -> new Score.Level(level));
    } else {
      throw score.refused("scaled", "or raw (with max) or level is required");
    }
    if (score.names().size() > (read instanceof Score.Raw ? 2 : 1)) {
      throw score.refused("scaled", "raw (with max) and level exclude each other; keep one");
    }
    score.nothingElse();
    return read;
  }

  private static List<Artifact> artifacts(Fields evidence) {
    List<Artifact> artifacts = new ArrayList<>();
    for (Fields artifact : evidence.objects("artifacts", Fields.MAX_LIST)) {
      artifacts.add(
          new Artifact(artifact.uri("uri", ARTIFACT_SCHEMES), artifact.optionalText("title")));
      artifact.nothingElse();
    }
    return artifacts;
  }
}
