package progression.api.recordevidence;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.api.bulk.Input;
import progression.api.intake.StrictXml;
import progression.api.intake.XmlElement;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemType;
import progression.curriculum.Curriculum;
import progression.interchange.ObjectiveMapping;
import progression.interchange.ObjectiveMapping.Marks;
import progression.interchange.ObjectiveMapping.Objective;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence.Submission;

/**
 * The objective results of an Ed-Fi 5.2 {@code InterchangeStudentAssessment} as evidence. A student
 * assessment that can not be read is refused as one; a result of one that can, alone.
 *
 * @param curriculum with the mappings by which the whole document is read
 */
record EdFiResults(Curriculum curriculum) implements Input<EvidenceJson> {

  private static final String NAMESPACE = "http://ed-fi.org/5.2.0";

  /** What an evidence id starts with; see {@link #evidenceId}. */
  private static final String SOURCE = "ed-fi:";

  @Override
  public void read(InputStream body, Lines<EvidenceJson> lines)
      throws IOException, InterruptedException {
    StrictXml document = new StrictXml(body, NAMESPACE, "InterchangeStudentAssessment");
    for (XmlElement child = document.next(); child != null; child = document.next()) {
      if (child.name().equals("StudentAssessment")) {
        read(child, lines);
      }
    }
  }

  /**
   * What an assessment says for all of its results.
   *
   * @param id of this sitting of the assessment
   * @param occurredAt none where each result says it
   */
  private record Sitting(
      String id,
      String assessment,
      String namespace,
      LearnerId learner,
      @Nullable String setting,
      @Nullable Instant occurredAt,
      ObjectiveMapping mapping) {}

  private void read(XmlElement element, Lines<EvidenceJson> lines) throws InterruptedException {
    Map<String, String> names = new LinkedHashMap<>();
    Sitting sitting;
    List<XmlElement> results;
    try {
      names.put("studentAssessment", element.one("StudentAssessmentIdentifier").text());
      sitting = sitting(element);
      results = element.all("StudentObjectiveAssessment");
    } catch (BadInput bad) {
      lines.refused(element.line(), names, new byte[0], bad.problem());
      return;
    }
    for (XmlElement result : results) {
      Map<String, String> resultNames = new LinkedHashMap<>(names);
      EvidenceJson evidence;
      try {
        XmlElement objective = objective(result, sitting);
        resultNames.put("objective", objective.text());
        evidence = evidence(result, objective, sitting);
      } catch (BadInput bad) {
        lines.refused(result.line(), resultNames, new byte[0], bad.problem());
        continue;
      }
      lines.line(result.line(), resultNames, evidence.bytes(), evidence);
    }
  }

  private Sitting sitting(XmlElement element) {
    XmlElement reference = element.one("AssessmentReference", "AssessmentIdentity");
    String assessment = reference.one("AssessmentIdentifier").text();
    String namespace = reference.one("Namespace").text();
    ObjectiveMapping mapping =
        curriculum
            .mappingOf(assessment, namespace)
            .orElseThrow(() ->
                new BadInput(
                    ProblemType.UNMAPPED_RESULT,
                    "no mapping is for the assessment %s of %s; put one in force"
                        .formatted(assessment, namespace),
                    reference.place()));
    XmlElement environment = element.find("AdministrationEnvironment");
    return new Sitting(
        element.one("StudentAssessmentIdentifier").text(),
        assessment,
        namespace,
        element.one("StudentReference", "StudentIdentity", "StudentUniqueId").value(LearnerId::new),
        environment == null ? null : word(environment.text()),
        occurredAt(element, mapping),
        mapping);
  }

  private static XmlElement objective(XmlElement result, Sitting sitting) {
    XmlElement identity = result.one("ObjectiveAssessmentReference", "ObjectiveAssessmentIdentity");
    XmlElement of = identity.find("AssessmentReference", "AssessmentIdentity");
    if (of != null
        && !(of.one("AssessmentIdentifier").text().equals(sitting.assessment())
            && of.one("Namespace").text().equals(sitting.namespace()))) {
      throw of.refused("is of another assessment than the one that the student took");
    }
    return identity.one("IdentificationCode");
  }

  private static EvidenceJson evidence(XmlElement result, XmlElement code, Sitting sitting) {
    Objective objective =
        sitting
            .mapping()
            .objective(code.text())
            .orElseThrow(() ->
                new BadInput(
                    ProblemType.UNMAPPED_RESULT,
                    "the mapping of the assessment has no objective " + code.text(),
                    code.place()));
    Instant own = occurredAt(result, sitting.mapping());
    Instant occurredAt = own == null ? sitting.occurredAt() : own;
    if (occurredAt == null) {
      throw new BadInput(
          ProblemType.MISSING_FIELD,
          "neither the result nor the assessment has an AdministrationDate",
          result.place());
    }
    return new EvidenceJson(
        sitting.learner(),
        new Submission(
            evidenceId(sitting, code.text()),
            objective.competency().value(),
            sitting.mapping().framework(),
            sitting.mapping().kind(),
            score(result, objective),
            null,
            sitting.setting(),
            List.of(),
            List.of(),
            occurredAt,
            null));
  }

  /** When it was done: at the end of its administration, where that is told. */
  private static @Nullable Instant occurredAt(XmlElement of, ObjectiveMapping mapping) {
    XmlElement end = of.find("AdministrationEndDate");
    XmlElement at = end == null ? of.find("AdministrationDate") : end;
    return at == null ? null : at.time(mapping.timeZone());
  }

  private static Score score(XmlElement result, Objective objective) {
    return switch (objective.marks()) {
      case Marks.Points points -> {
        XmlElement given = reported(result, "ScoreResult", objective).one("Result");
        yield given.value(text -> new Score.Raw(decimal(text), points.max()));
      }
      case Marks.Levels levels -> {
        XmlElement given = reported(result, "PerformanceLevel", objective).one("PerformanceLevel");
        BigDecimal level = levels.levels().get(codeValue(given.text()));
        if (level == null) {
          throw given.refused("is none of " + levels.levels().keySet());
        }
        yield new Score.Level(level);
      }
    };
  }

  /** A result may be reported in several ways; the mapping says which one counts. */
  private static XmlElement reported(XmlElement result, String as, Objective objective) {
    List<XmlElement> found = new ArrayList<>();
    for (XmlElement candidate : result.all(as)) {
      String method = codeValue(candidate.one("AssessmentReportingMethod").text());
      if (method.equals(objective.reportingMethod())) {
        found.add(candidate);
      }
    }
    if (found.size() != 1) {
      throw result.refused(
          "has %d of %s reported as %s; it should be one"
              .formatted(found.size(), as, objective.reportingMethod()));
    }
    return found.getFirst();
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException unfit) {
      throw new IllegalArgumentException("a number is needed", unfit);
    }
  }

  /** Of {@code uri://ed-fi.org/GradeLevelDescriptor#Sixth grade}, what follows the {@code #}. */
  private static String codeValue(String descriptor) {
    return descriptor.substring(descriptor.indexOf('#') + 1);
  }

  private static String word(String descriptor) {
    return codeValue(descriptor).toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /**
   * The key of a result in Ed-Fi is longer than an id may be, and names the student. So the id is
   * the key's SHA-256; each part of it is preceded by its length, so that different keys never read
   * the same.
   */
  private static EvidenceId evidenceId(Sitting sitting, String objective) {
    StringBuilder key = new StringBuilder();
    for (String part :
        List.of(
            sitting.namespace(),
            sitting.assessment(),
            sitting.id(),
            sitting.learner().value(),
            objective)) {
      key.append(part.length()).append(':').append(part);
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(key.toString().getBytes(StandardCharsets.UTF_8));
      return new EvidenceId(SOURCE + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
