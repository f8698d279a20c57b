package progression.api.recordevidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.api.intake.ScoreJson;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.Id;
import progression.kernel.LearnerId;
import progression.ledger.json.DomainJson;
import progression.mastery.Evidence.Artifact;
import progression.mastery.Evidence.Kind;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence.Submission;
import tools.jackson.databind.node.ObjectNode;

/** Evidence as a caller writes it. */
record EvidenceJson(LearnerId learner, Submission submission) {

  private static final int MOST_MEMBERS = 100;
  private static final Set<String> ARTIFACT_SCHEMES = Set.of("http", "https", "urn");

  /**
   * Reads a piece of evidence.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static EvidenceJson read(Fields evidence) {
    LearnerId learner = evidence.value("learner", LearnerId::new);
    Submission submission =
        submission(evidence, id(evidence), Kind.ASSESSMENT, evidence.texts("collaborators"));
    evidence.nothingElse();
    return new EvidenceJson(learner, submission);
  }

  /** As a caller would write it. */
  byte[] bytes() {
    ObjectNode json = DomainJson.mapper().valueToTree(submission);
    json.put("learner", learner.value());
    return DomainJson.mapper().writeValueAsBytes(json);
  }

  /**
   * Reads what a group did together: for each member evidence of her own, with the others as her
   * collaborators and the score that stands beside her name, or else that of all.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static List<EvidenceJson> readGroup(Fields work) {
    EvidenceId id = id(work);
    Map<LearnerId, @Nullable Score> members = new LinkedHashMap<>();
    for (Fields member : work.objects("members", MOST_MEMBERS)) {
      LearnerId learner = member.value("learner", LearnerId::new);
      if (members.containsKey(learner)) {
        throw member.refused("learner", "stands twice");
      }
      members.put(learner, score(member));
      member.nothingElse();
    }
    if (members.size() < 2) {
      throw work.refused("members", "must be two or more");
    }
    List<EvidenceJson> each = new ArrayList<>();
    members.forEach((learner, score) -> {
      List<String> others =
          members.keySet().stream().filter(one -> !one.equals(learner)).map(Id::value).toList();
      EvidenceId own = work.checked("id", () -> new EvidenceId(id.value() + "/" + learner.value()));
      Submission shared = submission(work, own, Kind.GROUP_WORK, others);
      each.add(new EvidenceJson(learner, score == null ? shared : shared.scored(score)));
    });
    work.nothingElse();
    return each;
  }

  private static Submission submission(
      Fields evidence, EvidenceId id, Kind kind, List<String> collaborators) {
    return new Submission(
        id,
        evidence.text("competency"),
        evidence.optionalValue("framework", FrameworkId::new),
        evidence.word("kind", Kind.class, kind),
        score(evidence),
        evidence.optionalText("assessor"),
        evidence.optionalText("setting"),
        collaborators,
        artifacts(evidence),
        evidence.time("occurredAt"),
        evidence.optionalTime("assessedAt"));
  }

  private static EvidenceId id(Fields evidence) {
    EvidenceId id = evidence.value("id", EvidenceId::new);
    int colon = id.value().indexOf(':');
    if (colon < 1 || colon == id.value().length() - 1) {
      throw evidence.refused("id", "must be source:id, such as lms:attempt-9");
    }
    return id;
  }

  private static @Nullable Score score(Fields evidence) {
    Fields score = evidence.optionalObject("score");
    return score == null ? null : ScoreJson.read(score);
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
