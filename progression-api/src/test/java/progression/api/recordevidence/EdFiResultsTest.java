package progression.api.recordevidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import progression.api.bulk.Input;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.Problem;
import progression.curriculum.Curriculum;
import progression.event.FrameworkPublished;
import progression.event.ObjectivesMapped;
import progression.interchange.ObjectiveMapping;
import progression.interchange.ObjectiveMapping.Marks;
import progression.interchange.ObjectiveMapping.Objective;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.MappingId;
import progression.mastery.Evidence;

class EdFiResultsTest {

  private static final FrameworkId MATH = new FrameworkId("math");
  private static final CompetencyId COUNTING = new CompetencyId("id-1");
  private static final String BEGINNING =
      "<InterchangeStudentAssessment xmlns=\"http://ed-fi.org/5.2.0\">";
  private static final String END = "</InterchangeStudentAssessment>";

  private static final Curriculum CURRICULUM =
      Curriculum.EMPTY
          .evolve(
              new FrameworkPublished(
                  MATH,
                  1,
                  "Math",
                  "1.0",
                  List.of(new FrameworkPublished.Competency(COUNTING, "M.1", "counts")),
                  List.of(),
                  "digest",
                  "{}"),
              0)
          .evolve(
              new ObjectivesMapped(
                  new MappingId("placement"),
                  1,
                  MATH,
                  new ObjectiveMapping(
                      "placement",
                      "uri://example.org",
                      MATH,
                      Evidence.Kind.ASSESSMENT,
                      ZoneOffset.UTC,
                      List.of(
                          new Objective(
                              "counts", COUNTING, "Raw score", new Marks.Points(BigDecimal.TEN))))),
              1);

  /** Keeps what it is told. */
  private static class Told implements Input.Lines<EvidenceJson> {
    final List<EvidenceJson> lines = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    @Override
    public void line(long number, Map<String, String> names, byte[] bytes, EvidenceJson item) {
      lines.add(item);
    }

    @Override
    public void refused(long number, Map<String, String> names, byte[] bytes, Problem why) {
      problems.add(why);
    }
  }

  private static String assessment(String id, String points) {
    return """
    <StudentAssessment>
    <StudentAssessmentIdentifier>%s</StudentAssessmentIdentifier>
    <AdministrationDate>2026-03-01T09:00:00</AdministrationDate>
    <StudentReference><StudentIdentity><StudentUniqueId>S-1</StudentUniqueId>
    </StudentIdentity></StudentReference>
    <AssessmentReference><AssessmentIdentity><AssessmentIdentifier>placement</AssessmentIdentifier>
    <Namespace>uri://example.org</Namespace></AssessmentIdentity></AssessmentReference>
    <StudentObjectiveAssessment><ScoreResult><Result>%s</Result>
    <AssessmentReportingMethod>
    uri://ed-fi.org/AssessmentReportingMethodDescriptor#Raw score
    </AssessmentReportingMethod>
    </ScoreResult><ObjectiveAssessmentReference><ObjectiveAssessmentIdentity>
    <IdentificationCode>counts</IdentificationCode>
    </ObjectiveAssessmentIdentity></ObjectiveAssessmentReference></StudentObjectiveAssessment>
    </StudentAssessment>
    """
        .formatted(id, points);
  }

  private static Told read(byte[] document) throws IOException, InterruptedException {
    Told told = new Told();
    new EdFiResults(CURRICULUM).read(new ByteArrayInputStream(document), told);
    return told;
  }

  private static Told read(String inside) throws IOException, InterruptedException {
    return read((BEGINNING + inside + END).getBytes(UTF_8));
  }

  @Test
  void the_id_of_evidence_follows_from_the_key_of_its_result_alone() throws Exception {
    String id = read(assessment("a", "1")).lines.getFirst().submission().id().value();

    assertThat(read(assessment("a", "9")).lines.getFirst().submission().id().value()).isEqualTo(id);
    assertThat(read(assessment("b", "1")).lines.getFirst().submission().id().value())
        .isNotEqualTo(id);
    assertThat(
            read(assessment("a", "1").replace("S-1", "S-2"))
                .lines
                .getFirst()
                .submission()
                .id()
                .value())
        .isNotEqualTo(id);
  }

  @Test
  void a_number_that_nobody_scores_is_refused() throws Exception {
    for (String points : List.of("1E+999999999", "-1", "11", "NaN", "0x1", "", "9".repeat(999))) {
      Told told = read(assessment("a", points));
      assertThat(told.lines).as(points).isEmpty();
      assertThat(told.problems)
          .as(points)
          .extracting(Problem::slug)
          .containsExactly("invalid-field");
    }
  }

  @Test
  void what_else_an_interchange_holds_is_read_over() throws Exception {
    Told told = read("<StudentAssessmentRegistration/>" + assessment("a", "1") + "<x xmlns='y'/>");

    assertThat(told.lines).hasSize(1);
    assertThat(told.problems).isEmpty();
  }

  @Test
  void a_document_without_an_end_is_read_as_it_comes() {
    byte[] assessment = assessment("a", "1").getBytes(UTF_8);
    InputStream endless =
        new InputStream() {
          private byte[] part = BEGINNING.getBytes(UTF_8);
          private int at;

          @Override
          public int read() {
            if (at == part.length) {
              part = assessment;
              at = 0;
            }
            return part[at++];
          }
        };
    Told enough =
        new Told() {
          @Override
          public void line(
              long number, Map<String, String> names, byte[] bytes, EvidenceJson item) {
            lines.add(item);
            if (lines.size() == 20_000) {
              throw new IllegalStateException("enough");
            }
          }
        };

    assertThatThrownBy(() -> new EdFiResults(CURRICULUM).read(endless, enough))
        .hasMessage("enough");
    assertThat(enough.problems).isEmpty();
  }

  @Test
  void whatever_is_done_to_a_document_it_is_refused_with_a_place_and_what_came_before_stands()
      throws Exception {
    byte[] whole = (BEGINNING + assessment("a", "1") + assessment("b", "2") + END).getBytes(UTF_8);
    int refused = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      byte[] damaged = damaged(whole, new Random(seed));
      Told told = new Told();
      try {
        new EdFiResults(CURRICULUM).read(new ByteArrayInputStream(damaged), told);
      } catch (BadInput bad) {
        assertThat(bad.problem().place()).as("seed %d", seed).isInstanceOf(Place.Position.class);
        refused++;
      }
      assertThat(told.lines.size() + told.problems.size()).as("seed %d", seed).isLessThan(5);
      told.problems.forEach(
          problem -> assertThat(problem.place()).isInstanceOf(Place.Position.class));
    }
    assertThat(refused).isGreaterThan(500);
  }

  /** Cut, with a byte changed, or with a piece of it twice. */
  private static byte[] damaged(byte[] whole, Random random) {
    int at = random.nextInt(whole.length);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(whole, at);
      case 1 -> {
        byte[] changed = whole.clone();
        changed[at] = (byte) random.nextInt(256);
        yield changed;
      }
      default -> {
        ByteArrayOutputStream doubled = new ByteArrayOutputStream();
        doubled.write(whole, 0, at);
        int from = random.nextInt(at + 1);
        doubled.write(whole, from, whole.length - from);
        yield doubled.toByteArray();
      }
    };
  }
}
