package progression.projections.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import progression.agency.Subject;
import progression.event.EventCatalog;
import progression.event.FeedbackRequested;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;
import progression.projections.OwnRecord;
import progression.projections.Story;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.ProjectedEvent.Provenance;

class AuditTrailFoldTest {

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-03-01T10:00:01Z");
  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private static Entry entry(ProgressionEvent event, String metadata) {
    ProjectedEvent recorded =
        new ProjectedEvent("d", 7, RECORDED, provenance(event, metadata), event);
    return AuditTrailFold.fold(List.of(recorded)).iterator().next().entry();
  }

  private static Provenance provenance(ProgressionEvent event, String metadata) {
    return new Provenance(
        ID,
        EventCatalog.entry(event.getClass()).name(),
        event instanceof LearnerEvent of ? of.learner() : null,
        TIME,
        metadata);
  }

  @Test
  void an_entry_says_who_did_it_for_whom_and_in_which_request() {
    ProgressionEvent evidence = Story.evidence("S-1", Story.RATIOS, 1, Status.NOT_YET, null);

    Entry entry =
        entry(
            evidence,
            """
            {"causationId":"c","client":"sis","correlationId":"r","onBehalfOf":"teacher:T-7",
             "traceparent":"t"}
            """);

    assertThat(entry)
        .isEqualTo(
            new Entry(
                7,
                ID,
                "EvidenceRecorded",
                TIME,
                RECORDED,
                "S-1",
                Story.RATIOS.value(),
                "sis",
                "teacher:T-7",
                "r",
                "c",
                "t"));
  }

  @Test
  void what_two_partitions_bring_is_one_row() {
    ProgressionEvent framework = Story.framework(1);
    ProjectedEvent one =
        new ProjectedEvent("d", 7, RECORDED, provenance(framework, "{}"), framework);
    ProjectedEvent next =
        new ProjectedEvent("d", 8, RECORDED, provenance(framework, "{}"), framework);
    ProjectedEvent elsewhere =
        new ProjectedEvent("e", 7, RECORDED, provenance(framework, "{}"), framework);

    assertThat(AuditTrailFold.fold(List.of(one, next, one, elsewhere)))
        .extracting(row -> row.district() + row.entry().position())
        .containsExactly("d7", "d8", "e7");
  }

  @Test
  void reference_data_is_of_no_learner_and_what_is_not_known_is_absent() {
    Entry entry = entry(Story.framework(1), "{}");

    assertThat(entry.type()).isEqualTo("FrameworkPublished");
    assertThat(entry)
        .extracting(Entry::learner, Entry::competency, Entry::client)
        .containsOnlyNulls();
  }

  @Test
  void an_event_that_nobody_can_read_has_an_entry_of_all_that_stands_beside_it() {
    Provenance provenance =
        new Provenance(ID, "EvidenceRecorded", new LearnerId("S-1"), TIME, "{\"client\":\"sis\"}");

    assertThat(
            AuditTrailFold.fold(List.of(new ProjectedEvent("d", 7, RECORDED, provenance, null)))
                .iterator()
                .next()
                .entry())
        .isEqualTo(
            new Entry(
                7,
                ID,
                "EvidenceRecorded",
                TIME,
                RECORDED,
                "S-1",
                null,
                "sis",
                null,
                null,
                null,
                null));
  }

  @Test
  void what_was_said_or_shown_of_a_competency_is_found_by_it_and_what_may_name_several_is_not() {
    LearnerId learner = new LearnerId("S-1");
    List<LearnerEvent> said = new ArrayList<>(OwnRecord.of("S-1"));
    said.addAll(OwnRecord.goal("S-1"));
    said.add(
        new FeedbackRequested(
            learner,
            new EntryId("q-2"),
            new Subject(Story.RATES, null),
            null,
            null,
            OwnRecord.TEACHER));

    assertThat(said.stream().map(event -> entry(event, "{}")))
        .filteredOn(entry -> entry.competency() != null)
        .extracting(Entry::type, Entry::competency)
        .containsExactly(
            tuple("PortfolioCurated", Story.RATIOS.value()),
            tuple("FeedbackGiven", Story.RATES.value()),
            tuple("FeedbackRequested", Story.RATES.value()));
  }

  @Test
  void a_framework_names_its_competencies_by_identifier_and_code_and_the_same_once() {
    ProgressionEvent framework = Story.framework(1);
    List<ProjectedEvent> events =
        List.of(
            new ProjectedEvent("d", 7, RECORDED, framework),
            new ProjectedEvent("d", 8, RECORDED, Story.framework(2)),
            new ProjectedEvent("d", 9, RECORDED, provenance(framework, "{}"), null));

    assertThat(AuditTrailFold.names(events))
        .extracting(AuditTrailFold.Name::name, AuditTrailFold.Name::competency)
        .contains(tuple("6.RP.A.1", "c-ratios"), tuple("c-ratios", "c-ratios"))
        .doesNotHaveDuplicates();
  }

  @Test
  void every_event_has_an_entry() {
    List<LearnerEvent> story = Story.enrolled("S-1");
    List<ProjectedEvent> events =
        IntStream.range(0, story.size())
            .mapToObj(n -> new ProjectedEvent("d", n, RECORDED, story.get(n)))
            .toList();

    assertThat(AuditTrailFold.fold(events))
        .extracting(row -> row.entry().position())
        .containsExactlyElementsOf(
            IntStream.range(0, story.size()).mapToObj(n -> (long) n).toList());
  }
}
