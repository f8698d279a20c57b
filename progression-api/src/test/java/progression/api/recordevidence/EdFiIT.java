package progression.api.recordevidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import progression.event.EvidenceRecorded;
import progression.kernel.EvidenceId;
import progression.kernel.Tag;
import progression.ledger.json.JsonEventCodec;
import progression.mastery.Evidence;
import tools.jackson.databind.JsonNode;

/** Student assessments as Ed-Fi exchanges them. */
class EdFiIT {

  private static final String MAPPINGS = "/v1/interchange/ed-fi/objective-mappings/";
  private static final String ASSESSMENTS = "/v1/interchange/ed-fi/student-assessments";

  private static final String MAPPING =
      """
      {"assessment":"placement","namespace":"uri://example.org","framework":"math",
       "kind":"challenge-exam","timeZone":"America/Chicago","objectives":[
         {"objective":"counts","competency":"M.1","reportingMethod":"Raw score","max":4},
         {"objective":"adds","competency":"M.2","reportingMethod":"Scale score",
          "levels":{"Basic":0,"Advanced":1}}]}
      """;

  private final District district = ApiServer.newDistrict();

  @BeforeEach
  void math() {
    district.publishMath().adoptTwoInARow().enroll("S-1", "S-2");
  }

  private Answer map(String mapping) {
    return district.put(MAPPINGS + "placement", mapping);
  }

  private List<JsonNode> send(String document) {
    Answer answer = send(document.getBytes(UTF_8), "identity");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.lines();
  }

  private Answer send(byte[] document, String encoding) {
    return district.send(
        district
            .request(ASSESSMENTS)
            .header("Content-Type", "application/xml")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(document)));
  }

  private static String interchange(String... assessments) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <InterchangeStudentAssessment xmlns="http://ed-fi.org/5.2.0">
    %s
    </InterchangeStudentAssessment>
    """
        .formatted(String.join("\n", assessments));
  }

  private static String assessment(String id, String student, String... results) {
    return """
    <StudentAssessment>
      <StudentAssessmentIdentifier>%s</StudentAssessmentIdentifier>
      <AdministrationDate>2026-03-01T09:00:00</AdministrationDate>
      <AdministrationEnvironment>
        uri://ed-fi.org/AdministrationEnvironmentDescriptor#Testing Center
      </AdministrationEnvironment>
      <StudentReference><StudentIdentity>
        <StudentUniqueId>%s</StudentUniqueId>
      </StudentIdentity></StudentReference>
      <AssessmentReference><AssessmentIdentity>
        <AssessmentIdentifier>placement</AssessmentIdentifier>
        <Namespace>uri://example.org</Namespace>
      </AssessmentIdentity></AssessmentReference>
      %s
    </StudentAssessment>
    """
        .formatted(id, student, String.join("\n", results));
  }

  private static String points(String objective, String points) {
    return result(
        objective,
        """
        <ScoreResult>
          <Result>%s</Result>
          <AssessmentReportingMethod>
            uri://ed-fi.org/AssessmentReportingMethodDescriptor#Raw score
          </AssessmentReportingMethod>
        </ScoreResult>
        """
            .formatted(points));
  }

  private static String level(String objective, String level) {
    return result(
        objective,
        """
        <PerformanceLevel>
          <PerformanceLevel>uri://ed-fi.org/PerformanceLevelDescriptor#%s</PerformanceLevel>
          <AssessmentReportingMethod>
            uri://ed-fi.org/AssessmentReportingMethodDescriptor#Scale score
          </AssessmentReportingMethod>
        </PerformanceLevel>
        """
            .formatted(level));
  }

  private static String result(String objective, String reported) {
    return """
    <StudentObjectiveAssessment>%s<ObjectiveAssessmentReference><ObjectiveAssessmentIdentity>
      <IdentificationCode>%s</IdentificationCode>
    </ObjectiveAssessmentIdentity></ObjectiveAssessmentReference></StudentObjectiveAssessment>
    """
        .formatted(reported, objective);
  }

  @Test
  void a_mapping_is_put_versioned_and_told() {
    Answer created = map(MAPPING);
    Answer again = map(MAPPING);
    Answer changed = map(MAPPING.replace("\"max\":4", "\"max\":5"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text()).startsWith("{\"mapping\":\"placement\",\"version\":1,\"position\":");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
    assertThat(changed.json().path("version").asInt()).isEqualTo(2);
    JsonNode first = district.get(MAPPINGS + "placement?version=1").json();
    assertThat(first.at("/objectives/0/max").asInt()).isEqualTo(4);
    assertThat(first.at("/objectives/0/competency").asString())
        .isEqualTo("00000000-0000-4000-8000-000000000011");
    assertThat(first.at("/objectives/1/levels/Advanced").asInt()).isEqualTo(1);
    assertThat(district.put(MAPPINGS + "other", MAPPING).problem()).isEqualTo("mapping-overlap");
    assertThat(map(MAPPING.replace("America/Chicago", "Nowhere")).problem())
        .isEqualTo("invalid-field");
    assertThat(map(MAPPING.replace("\"max\":4", "\"max\":0")).problem()).isEqualTo("invalid-field");
    assertThat(map(MAPPING.replace("\"max\":4", "\"maximum\":4")).problem())
        .isEqualTo("invalid-field");
  }

  @Test
  void objective_results_become_evidence_and_the_same_again_is_a_duplicate() {
    map(MAPPING);
    String document =
        interchange(
            assessment("a1", "S-1", points("counts", "3"), level("adds", "Advanced")),
            assessment("a2", "S-2", points("counts", "4.0")));

    List<JsonNode> first = send(document);
    List<JsonNode> second = send(document);

    assertThat(first).hasSize(4);
    assertThat(first.getLast().path("summary").toString())
        .isEqualTo("{\"lines\":3,\"recorded\":3,\"duplicate\":0,\"rejected\":0}");
    assertThat(second.getLast().path("summary").toString())
        .isEqualTo("{\"lines\":3,\"recorded\":0,\"duplicate\":3,\"rejected\":0}");
    assertThat(first.getFirst().path("studentAssessment").asString()).isEqualTo("a1");
    assertThat(first.getFirst().path("objective").asString()).isEqualTo("counts");
    assertThat(first.getFirst().path("line").asInt()).isEqualTo(16);
    Evidence evidence = evidence(first.getFirst().path("evidence").asString());
    assertThat(evidence.learner().value()).isEqualTo("S-1");
    assertThat(evidence.competency().value()).isEqualTo("00000000-0000-4000-8000-000000000011");
    assertThat(evidence.kind()).isEqualTo(Evidence.Kind.CHALLENGE_EXAM);
    assertThat(evidence.setting()).isEqualTo("testing-center");
    assertThat(evidence.occurredAt()).isEqualTo("2026-03-01T15:00:00Z");
    assertThat(String.valueOf(evidence.score())).isEqualTo("Raw[raw=3, max=4]");
    assertThat(String.valueOf(evidence(first.get(1).path("evidence").asString()).score()))
        .isEqualTo("Level[level=1]");
  }

  @Test
  void another_score_under_the_same_key_is_a_conflict() {
    map(MAPPING);
    send(interchange(assessment("a1", "S-1", points("counts", "3"))));

    List<JsonNode> changed = send(interchange(assessment("a1", "S-1", points("counts", "2"))));

    assertThat(changed.getFirst().at("/problem/type").asString())
        .isEqualTo("/problems/evidence-conflict");
  }

  @Test
  void what_is_malformed_is_refused_alone_with_its_place() {
    map(MAPPING);
    String without = assessment("a2", "S-1", points("counts", "3")).replace("Unique", "Common");

    List<JsonNode> answers =
        send(
            interchange(
                assessment("a1", "S-1", points("counts", "5"), points("counts", "many")),
                without,
                assessment("a3", "S-1", level("adds", "Superb"), points("adds", "1")),
                assessment("a4", "S-1", points("multiplies", "1")),
                assessment("a5", "S-1", points("counts", "1")).replace("placement", "final"),
                assessment("a6", "S-1", points("counts", "1")).replace("03-01", "02-30"),
                assessment("a7", "S-2", points("counts", "1"))));

    assertThat(answers)
        .extracting(line -> problem(line))
        .containsExactly(
            "invalid-field",
            "invalid-field",
            "missing-field",
            "invalid-field",
            "invalid-field",
            "unmapped-result",
            "unmapped-result",
            "invalid-field",
            "",
            "");
    JsonNode missing = answers.get(2);
    assertThat(missing.path("studentAssessment").asString()).isEqualTo("a2");
    assertThat(missing.at("/problem/line").asInt()).isEqualTo(missing.path("line").asInt());
    assertThat(missing.at("/problem/detail").asString())
        .isEqualTo("StudentAssessment has no StudentReference/StudentIdentity/StudentUniqueId");
    assertThat(answers.getLast().path("summary").toString())
        .isEqualTo("{\"lines\":9,\"recorded\":1,\"duplicate\":0,\"rejected\":8}");
  }

  @Test
  void a_result_of_a_learner_who_is_not_enrolled_yet_is_kept_and_sent_again() {
    map(MAPPING);

    List<JsonNode> answers = send(interchange(assessment("a1", "S-9", points("counts", "3"))));

    assertThat(problem(answers.getFirst())).isEqualTo("unknown-learner");
    district.enroll("S-9");
    JsonNode kept = district.get("/v1/evidence/rejected").json().at("/items/0");
    assertThat(kept.path("learner").asString()).isEqualTo("S-9");
    Answer again =
        district.post("/v1/evidence/rejected/" + kept.path("id").asString() + "/resend", "");
    assertThat(again.status()).as(again.text()).isEqualTo(201);
    answers = send(interchange(assessment("a1", "S-9", points("counts", "3"))));
    assertThat(answers.getFirst().path("status").asString()).isEqualTo("duplicate");
  }

  @Test
  void what_came_before_a_break_is_recorded_and_the_summary_tells_of_it() {
    map(MAPPING);
    String whole = interchange(assessment("a1", "S-1", points("counts", "3")));

    for (String broken :
        List.of(
            whole.replace("</InterchangeStudentAssessment>", "<StudentAssessment>"),
            whole.replace("</InterchangeStudentAssessment>", "<a><b></a>"),
            whole.replace("</InterchangeStudentAssessment>", "&nothing;"))) {
      List<JsonNode> answers = send(broken);

      assertThat(answers).as(broken).hasSize(2);
      assertThat(answers.getFirst().path("status").asString()).isIn("recorded", "duplicate");
      assertThat(problem(answers.getLast())).isEqualTo("malformed-xml");
      assertThat(answers.getLast().at("/problem/line").asInt()).isPositive();
    }
  }

  @Test
  void what_is_no_interchange_is_told_so() {
    for (String broken :
        List.of(
            "",
            "{}",
            "<Interchange/>",
            "<InterchangeStudentAssessment xmlns='http://ed-fi.org/4.0.0'/>",
            "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>" + interchange())) {
      List<JsonNode> answers = send(broken);

      assertThat(answers).as(broken).hasSize(1);
      assertThat(problem(answers.getFirst())).as(broken).isEqualTo("malformed-xml");
    }
    assertThat(district.post(ASSESSMENTS, "{}").problem()).isEqualTo("unsupported-media-type");
  }

  @Test
  void a_document_may_come_as_gzip_and_gzip_that_is_cut_is_broken_input() throws Exception {
    map(MAPPING);
    byte[] zipped = gzip(interchange(assessment("a1", "S-1", points("counts", "3"))));

    assertThat(send(zipped, "gzip").lines()).hasSize(2);
    byte[] cut = Arrays.copyOf(zipped, zipped.length - 12);
    assertThat(problem(send(cut, "gzip").lines().getLast())).isEqualTo("broken-input");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String problem(JsonNode line) {
    return line.at("/problem/type").asString("").replace("/problems/", "");
  }

  private Evidence evidence(String id) {
    assertThat(id).matches("ed-fi:[0-9a-f]{64}");
    var stored =
        ApiServer.ledgers()
            .of(district.name())
            .reader()
            .byTag(Tag.evidence(new EvidenceId(id)), -1, 10)
            .getFirst();
    return ((EvidenceRecorded)
            new JsonEventCodec().decode(stored.type(), stored.version(), stored.payload()))
        .evidence();
  }
}
