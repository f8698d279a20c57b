package progression.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import progression.advice.Thresholds;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.EventCatalog;
import progression.event.EvidenceModerated;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceScored;
import progression.event.EvidenceSetAside;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.event.LearnerAdvanced;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.ObjectivesMapped;
import progression.event.OverrideCleared;
import progression.event.PathwayContinued;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.RevisionRequested;
import progression.event.Ruling;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.ThresholdsSet;
import progression.event.VerdictChanged;
import progression.event.VerdictOverridden;
import progression.interchange.ObjectiveMapping;
import progression.interchange.ObjectiveMapping.Marks;
import progression.interchange.ObjectiveMapping.Objective;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.MappingId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.mastery.Advisory;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Score;
import progression.mastery.Verdict;
import progression.pathway.Pathway;
import progression.pathway.Requirement;

/** Each event is written as its golden file says, and every golden file can be read. */
class EventGoldensTest {

  private static final LearnerId LEARNER = new LearnerId("S-1001");
  private static final FrameworkId MATH = new FrameworkId("math");
  private static final CompetencyId RATIOS =
      new CompetencyId("6d2f5c1e-0000-4000-8000-000000000001");
  private static final CompetencyId RATES =
      new CompetencyId("6d2f5c1e-0000-4000-8000-000000000002");
  private static final EvidenceId ATTEMPT = new EvidenceId("lms:attempt-9");
  private static final PathwayId PATHWAY = new PathwayId("math-6");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Grounds GROUNDS =
      new Grounds(
          new PolicyId("three-in-a-row"),
          3,
          new BigDecimal("0.87"),
          new BigDecimal("0.8"),
          NOON,
          List.of(ATTEMPT),
          List.of(new Grounds.LeftOut(new EvidenceId("lms:attempt-1"), Grounds.Why.NOT_CONSIDERED)),
          "3 of the last 3 scores reach 0.8.");

  private static final Grounds AT_LEVEL =
      new Grounds(
          new PolicyId("three-in-a-row"),
          3,
          new BigDecimal("0.87"),
          new BigDecimal("0.9"),
          NOON,
          List.of(ATTEMPT),
          List.of(),
          "3 of the last 3 scores reach 0.9.");

  private static final Score SCORE = new Score.Raw(new BigDecimal("17"), new BigDecimal("20"));

  private static final Ruling RULING =
      new Ruling(new RulingId("lms:regrade-1"), "T-9", "the last page was missing");

  private static final Verdict NOT_YET =
      new Verdict(
          Verdict.Status.NOT_YET,
          new BigDecimal("0.85"),
          new BigDecimal("0.9"),
          new PolicyId("three-in-a-row"),
          3,
          null,
          "Needs 3 scores in a row.");

  static Stream<ProgressionEvent> events() {
    return Stream.concat(decisions(), LearnerOwnedExamples.events());
  }

  private static Stream<ProgressionEvent> decisions() {
    return Stream.of(
        new FrameworkPublished(
            MATH,
            1,
            "Mathematics",
            "1.1",
            List.of(
                new Competency(RATIOS, "6.RP.A.1", "Understand ratios"),
                new Competency(RATES, null, "Understand unit rates")),
            List.of(new Association(RATIOS, Association.Type.PRECEDES, RATES)),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "{\"CFDocument\":{}}"),
        new PolicyAdopted(
            new PolicyId("three-in-a-row"),
            3,
            MATH,
            new Policy(
                "three in a row",
                MATH,
                List.of(RATIOS),
                new Policy.Scale(BigDecimal.ZERO, BigDecimal.ONE),
                new Method.Consecutive(3),
                new BigDecimal("0.8"),
                Policy.Regression.STICKY,
                Policy.Prerequisites.ADVISORY,
                new Policy.Requirements(
                    3,
                    2,
                    1,
                    Set.of(Evidence.Kind.PERFORMANCE_TASK),
                    Period.ofYears(1),
                    Period.ofYears(2),
                    new Policy.Moderation(
                        true, new BigDecimal("0.1"), Policy.Moderation.Resolution.THIRD_SCORER)),
                List.of(Advisory.Bkt.DEFAULT, Advisory.Elo.DEFAULT))),
        new PathwayPublished(
            PATHWAY,
            1,
            MATH,
            new Pathway(
                "Math 6",
                MATH,
                List.of(
                    new Pathway.Stage(
                        "ratios",
                        "Ratios",
                        new Requirement.AllOf(
                            List.of(
                                new Requirement.Mastered(RATIOS),
                                new Requirement.AtLeast(
                                    1,
                                    List.of(
                                        new Requirement.Mastered(RATES),
                                        new Requirement.AnyOf(
                                            List.of(
                                                new Requirement.Mastered(
                                                    RATIOS, new BigDecimal("0.9")))))))),
                        4)))),
        new ObjectivesMapped(
            new MappingId("math-placement"),
            1,
            MATH,
            new ObjectiveMapping(
                "placement-7",
                "uri://example.org/assessments",
                MATH,
                Evidence.Kind.CHALLENGE_EXAM,
                ZoneId.of("America/Chicago"),
                List.of(
                    new Objective(
                        "ratios", RATIOS, "Raw score", new Marks.Points(new BigDecimal("1.5"))),
                    new Objective(
                        "rates",
                        RATES,
                        "Scale score",
                        new Marks.Levels(
                            Map.of(
                                "Basic", new BigDecimal("1"), "Advanced", new BigDecimal("3"))))))),
        new ThresholdsSet(2, new Thresholds(4, 10, 1, 14, 20)),
        new PathwayStarted(LEARNER, PATHWAY, 1, "ratios"),
        new EvidenceRecorded(
            new Evidence(
                ATTEMPT,
                LEARNER,
                RATIOS,
                Evidence.Kind.GROUP_WORK,
                SCORE,
                "T-7",
                "classroom",
                List.of("S-1002"),
                List.of(new Evidence.Artifact(URI.create("https://example.org/essay"), "essay")),
                NOON,
                NOON.plusSeconds(3600)),
            MATH,
            1,
            NOT_YET,
            Grounds.Why.OUTSIDE_WINDOW),
        new EvidenceScored(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, SCORE, NOON, NOT_YET),
        new EvidenceRescored(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, SCORE, NOT_YET),
        new EvidenceModerated(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, SCORE, NOT_YET),
        new EvidenceRetracted(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, 2, NOON, NOT_YET),
        new EvidenceReinstated(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, 2, NOON, NOT_YET),
        new RevisionRequested(LEARNER, RATIOS, ATTEMPT, MATH, 1, RULING, NOT_YET),
        new VerdictOverridden(LEARNER, RATIOS, MATH, 1, RULING, NOT_YET),
        new OverrideCleared(LEARNER, RATIOS, MATH, 1, RULING, NOT_YET),
        new EvidenceSetAside(LEARNER, RATIOS, MATH, 1, RULING, List.of(ATTEMPT), NOT_YET),
        new CompetencyMastered(
            LEARNER,
            RATIOS,
            MATH,
            1,
            CompetencyMastered.Basis.RE_DEMONSTRATED,
            new Cause.ByEvidence(ATTEMPT),
            GROUNDS),
        new MasteryWithdrawn(
            LEARNER,
            RATIOS,
            MATH,
            1,
            new Cause.ByCorrection(ATTEMPT, new RulingId("lms:regrade-1")),
            GROUNDS),
        new VerdictChanged(
            LEARNER,
            RATES,
            MATH,
            1,
            Verdict.Status.LOCKED,
            new Cause.ByRuling(RATIOS, new RulingId("sis:ruling-4")),
            GROUNDS),
        new LevelReached(
            LEARNER,
            RATIOS,
            new BigDecimal("0.9"),
            MATH,
            1,
            new Cause.ByEvidence(ATTEMPT),
            AT_LEVEL),
        new LevelWithdrawn(
            LEARNER,
            RATIOS,
            new BigDecimal("0.9"),
            MATH,
            1,
            new Cause.ByCorrection(ATTEMPT, new RulingId("lms:regrade-1")),
            AT_LEVEL),
        new PathwayContinued(LEARNER, PATHWAY, 2, "rates", new Cause.ByPathway(PATHWAY, 2)),
        new StageCompleted(
            LEARNER,
            PATHWAY,
            1,
            MATH,
            2,
            "ratios",
            List.of(RATIOS),
            new Cause.ByEnrollment(PATHWAY)),
        new StagePlacedUnderReview(
            LEARNER, PATHWAY, 1, MATH, 2, "ratios", List.of(RATIOS), new Cause.ByTime(NOON)),
        new LearnerAdvanced(
            LEARNER,
            PATHWAY,
            1,
            MATH,
            2,
            "ratios",
            "rates",
            new Cause.ByPolicy(new PolicyId("three-in-a-row"), 3)));
  }

  private final JsonEventCodec codec = new JsonEventCodec();

  @ParameterizedTest
  @MethodSource("events")
  void an_event_is_written_as_its_golden_says(ProgressionEvent event) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());

    assertThat(pretty(codec.encode(event))).isEqualTo(golden(entry.name(), entry.version()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_golden_is_read_as_its_event(ProgressionEvent event) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(event.getClass());
    String golden = golden(entry.name(), entry.version());

    assertThat(codec.decode(entry.name(), entry.version(), golden)).isEqualTo(event);
  }

  @Test
  void every_event_of_the_catalog_has_an_example_here() {
    assertThat(events().map(event -> EventCatalog.entry(event.getClass()).name()))
        .containsExactlyInAnyOrderElementsOf(
            EventCatalog.entries().stream().map(EventCatalog.Entry::name).toList());
  }

  @Test
  void an_unknown_field_is_refused_not_lost() {
    assertThatThrownBy(
            () -> codec.decode("LearnerEnrolled", 1, "{\"learner\":\"S-1\",\"grade\":6}"))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void a_missing_field_is_refused_unless_it_may_be_absent() {
    assertThatThrownBy(() -> codec.decode("LearnerEnrolled", 1, "{}"))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void an_unknown_name_or_version_is_refused() {
    assertThatThrownBy(() -> codec.decode("LearnerVanished", 1, "{}"))
        .isInstanceOf(UnreadableEventException.class);
    assertThatThrownBy(() -> codec.decode("LearnerEnrolled", 2, "{\"learner\":\"S-1\"}"))
        .isInstanceOf(UnreadableEventException.class);
  }

  private static String pretty(String json) {
    var mapper = DomainJson.mapper();
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readTree(json)) + "\n";
  }

  static String golden(String name, int version) {
    String resource = "/goldens/%s-%d.json".formatted(name, version);
    try (InputStream file = EventGoldensTest.class.getResourceAsStream(resource)) {
      assertThat(file).as(resource).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
