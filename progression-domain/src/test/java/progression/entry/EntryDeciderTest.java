package progression.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.ART;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.policy;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.MENTOR;
import static progression.roster.People.PEER;
import static progression.roster.People.STAFF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import progression.agency.Actor;
import progression.agency.Profile;
import progression.changeprofile.ChangeProfile;
import progression.changeprofile.ChangeProfileDecider;
import progression.curateportfolio.CuratePortfolio;
import progression.curateportfolio.CuratePortfolioDecider;
import progression.curriculum.Resolution;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearnerDecider;
import progression.event.FeedbackGiven;
import progression.event.LearnerOwnedEvent;
import progression.event.ReflectionWritten;
import progression.event.RelationshipEnded;
import progression.givefeedback.GiveFeedback;
import progression.givefeedback.GiveFeedbackDecider;
import progression.kernel.Decider;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidenceDecider;
import progression.recordevidence.School;
import progression.requestfeedback.RequestFeedback;
import progression.requestfeedback.RequestFeedbackDecider;
import progression.roster.People;
import progression.schedulecheckin.ScheduleCheckIn;
import progression.schedulecheckin.ScheduleCheckInDecider;
import progression.writereflection.WriteReflection;
import progression.writereflection.WriteReflectionDecider;

/** What all entries of a learner's own record have in common, and what each adds. */
class EntryDeciderTest {

  private static final EntryId ID = new EntryId("1");
  private static final EvidenceId EVIDENCE = new EvidenceId("lms:1");
  private static final About ON_A = new About(new Resolution.Found(MATH, A), null);
  private static final Linked NOTHING = new Linked(List.of(), List.of(), List.of());

  /**
   * A slice.
   *
   * @param command by an author, of some content
   * @param authors who may write one besides the district
   */
  record Slice<C extends Entry>(
      EntryDecider<C> decider, BiFunction<Actor, String, C> command, Set<Actor> authors) {
    Entered accepted(Scenario school, Actor author, String content) {
      return school.accepts(decider, command.apply(author, content)).outcome();
    }

    Rejection.Type rejected(Scenario school, Actor author, String content) {
      return school.rejects(decider, command.apply(author, content));
    }

    Actor anAuthor() {
      return authors.iterator().next();
    }

    @Override
    public String toString() {
      return decider.getClass().getSimpleName();
    }
  }

  static Stream<Slice<?>> slices() {
    Set<Actor> close = Set.of(HERSELF, TEACHER, MENTOR, GUARDIAN);
    return Stream.of(
        new Slice<>(
            new ChangeProfileDecider(),
            (author, text) -> new ChangeProfile(LEARNER, ID, strengths(text), author),
            close),
        new Slice<>(
            new WriteReflectionDecider(),
            (author, text) -> new WriteReflection(LEARNER, ID, null, text, NOTHING, author),
            Set.of(HERSELF)),
        new Slice<>(
            new RequestFeedbackDecider(),
            (author, text) -> new RequestFeedback(LEARNER, ID, ON_A, TEACHER, text, author),
            close),
        new Slice<>(
            new GiveFeedbackDecider(),
            (author, text) -> feedback(author, ON_A, text, null),
            Set.of(TEACHER, MENTOR, GUARDIAN, PEER)),
        new Slice<>(
            new ScheduleCheckInDecider(),
            (author, text) ->
                new ScheduleCheckIn(LEARNER, ID, School.START, TEACHER, text, NOTHING, author),
            close),
        new Slice<>(
            new CuratePortfolioDecider(),
            (author, text) -> new CuratePortfolio(LEARNER, ID, EVIDENCE, true, text, author),
            Set.of(HERSELF)));
  }

  private Scenario school = Scenario.given();

  @BeforeEach
  void open() {
    school = Scenario.given(People.enrolled());
    recordEvidence(school, LEARNER);
  }

  @ParameterizedTest
  @MethodSource("slices")
  void what_somebody_did_while_she_might_is_answered_when_she_no_longer_may(Slice<?> slice) {
    for (Actor author : slice.authors()) {
      open();
      Entered first = slice.accepted(school, author, "this");
      if (author.equals(HERSELF)) {
        continue; // nothing ends between her and herself
      }
      school.happens(new RelationshipEnded(LEARNER, author));
      int size = school.ledger().size();

      assertThat(slice.accepted(school, author, "this").again()).isTrue();
      assertThat(first.again()).isFalse();
      assertThat(slice.rejected(school, author, "that"))
          .as("nothing more is told her")
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
      assertThat(slice.rejected(school, STRANGER, "this")).isEqualTo(Rejection.Type.MAY_NOT_ACT);
      assertThat(school.ledger()).hasSize(size);
    }
  }

  @ParameterizedTest
  @MethodSource("slices")
  void an_entry_is_recorded_once_with_its_author(Slice<?> slice) {
    int before = school.ledger().size();
    Entered first = slice.accepted(school, slice.anAuthor(), "one");
    Entered again = slice.accepted(school, slice.anAuthor(), "one");

    assertThat(first).isEqualTo(new Entered(false, Decider.pending(0)));
    assertThat(again).isEqualTo(new Entered(true, before));
    assertThat(school.ledger(LearnerOwnedEvent.class).map(LearnerOwnedEvent::author))
        .containsExactly(slice.anAuthor());
  }

  @ParameterizedTest
  @MethodSource("slices")
  void other_content_or_another_author_is_a_conflict(Slice<?> slice) {
    Entered unused = slice.accepted(school, slice.anAuthor(), "one");

    assertThat(slice.rejected(school, slice.anAuthor(), "two"))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(slice.rejected(school, STAFF, "one")).isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(school.ledger(LearnerOwnedEvent.class)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("slices")
  void those_may_write_it_whose_role_does_and_nobody_else(Slice<?> slice) {
    for (Actor actor :
        List.of(HERSELF, TEACHER, MENTOR, GUARDIAN, PEER, STAFF, DISTRICT, STRANGER)) {
      Scenario fresh = Scenario.given(People.enrolled());
      recordEvidence(fresh, LEARNER);
      boolean may = slice.authors().contains(actor) || actor == STAFF || actor == DISTRICT;
      if (may) {
        assertThat(slice.accepted(fresh, actor, "one").again()).as("%s", actor).isFalse();
      } else {
        assertThat(slice.rejected(fresh, actor, "one"))
            .as("%s", actor)
            .isEqualTo(Rejection.Type.MAY_NOT_ACT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("slices")
  void a_learner_who_is_not_enrolled_has_no_record(Slice<?> slice) {
    assertThat(slice.rejected(Scenario.given(), STAFF, "one"))
        .isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
  }

  @Test
  void an_id_is_taken_only_among_entries_of_its_kind() {
    assertThat(slices().map(slice -> slice.accepted(school, slice.anAuthor(), "one").again()))
        .containsOnly(false)
        .hasSize(6);
  }

  @Test
  void feedback_on_evidence_needs_evidence_of_this_learner() {
    About onEvidence = new About(null, EVIDENCE);
    About onUnknown = new About(null, new EvidenceId("lms:9"));
    recordEvidence(school, new LearnerId("S-2"));
    About onAnother = new About(null, new EvidenceId("lms:2"));
    GiveFeedbackDecider decider = new GiveFeedbackDecider();

    for (About about : List.of(onUnknown, onAnother)) {
      assertThat(school.rejects(decider, feedback(TEACHER, about, "well done", null)))
          .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
    }
    var unused = school.accepts(decider, feedback(TEACHER, onEvidence, "well done", null));
    assertThat(school.ledger(FeedbackGiven.class).map(event -> event.about().evidence()))
        .containsExactly(EVIDENCE);
  }

  @Test
  void feedback_answers_a_request_that_was_made() {
    GiveFeedback answer = feedback(TEACHER, ON_A, "like this", ID);

    assertThat(school.rejects(new GiveFeedbackDecider(), answer))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
    var asked =
        school.accepts(
            new RequestFeedbackDecider(),
            new RequestFeedback(LEARNER, ID, ON_A, TEACHER, null, HERSELF));
    var given = school.accepts(new GiveFeedbackDecider(), answer);
    assertThat(asked.events()).hasSize(1);
    assertThat(given.events()).hasSize(1);
  }

  @Test
  void a_name_that_stands_for_nothing_is_refused() {
    About unknown = new About(new Resolution.Unknown("Z", null), null);

    assertThat(school.rejects(new GiveFeedbackDecider(), feedback(TEACHER, unknown, "x", null)))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void an_entry_is_known_again_when_a_name_stands_for_more_or_for_nothing_by_now() {
    var both =
        new Resolution.Ambiguous(
            "A", List.of(new Resolution.Found(ART, B), new Resolution.Found(MATH, A)));
    var others = new Resolution.Ambiguous("A", List.of(new Resolution.Found(ART, B)));
    var dropped = new Resolution.Unknown(A.value(), null);
    var feedback = new GiveFeedbackDecider();
    var reflection = new WriteReflectionDecider();
    assertThat(school.rejects(feedback, feedback(TEACHER, new About(both, null), "x", null)))
        .as("new, it has to say what it means")
        .isEqualTo(Rejection.Type.AMBIGUOUS_COMPETENCY);
    school.accepts(feedback, feedback(TEACHER, ON_A, "x", null));
    school.accepts(reflection, reflection("hard", new Resolution.Found(MATH, A)));

    for (Resolution name : List.of(both, dropped)) {
      About about = new About(name, null);
      assertThat(school.accepts(feedback, feedback(TEACHER, about, "x", null)).outcome().again())
          .isTrue();
      assertThat(school.accepts(reflection, reflection("hard", name)).outcome().again()).isTrue();
      assertThat(school.rejects(reflection, reflection("easy", name)))
          .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    }
    assertThat(school.rejects(feedback, feedback(TEACHER, new About(others, null), "x", null)))
        .as("it never stood for that")
        .isEqualTo(Rejection.Type.AMBIGUOUS_COMPETENCY);
  }

  private static WriteReflection reflection(String text, Resolution name) {
    Linked linked = new Linked(List.of(name), List.of(), List.of());
    return new WriteReflection(LEARNER, ID, null, text, linked, HERSELF);
  }

  @Test
  void a_reflection_is_linked_to_what_is_in_the_record() {
    var linked = new Linked(List.of(new Resolution.Found(MATH, A)), List.of(EVIDENCE), List.of());
    var toNoGoal = new Linked(List.of(), List.of(), List.of(new EntryId("g-9")));
    WriteReflectionDecider decider = new WriteReflectionDecider();

    assertThat(
            school.rejects(
                decider, new WriteReflection(LEARNER, ID, null, "hard", toNoGoal, HERSELF)))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
    var unused =
        school.accepts(
            decider, new WriteReflection(LEARNER, ID, "What was hard?", "all", linked, HERSELF));
    assertThat(school.ledger(ReflectionWritten.class).map(ReflectionWritten::links))
        .containsExactly(linked.links(List.of(A)));
  }

  @Test
  void a_profile_is_changed_where_something_is_said() {
    Profile before = strengths("curious");
    Profile interests =
        new Profile(
            null, null, List.of("stars"), null, Profile.GoalOrientation.MASTERY_APPROACH, null);

    Profile after = before.with(interests);

    assertThat(after.strengths()).containsExactly("curious");
    assertThat(after.interests()).containsExactly("stars");
    assertThat(after.goalOrientation()).isEqualTo(Profile.GoalOrientation.MASTERY_APPROACH);
    assertThat(after.with(new Profile(List.of(), null, null, null, null, null)).strengths())
        .isEmpty();
  }

  /** Evidence {@code lms:1} of the learner, {@code lms:2} of anybody else. */
  private static void recordEvidence(Scenario school, LearnerId learner) {
    var curriculum = curriculum(List.of(framework(), policy(1, 9, STICKY)));
    var enrolled =
        school.accepts(
            new EnrollLearnerDecider(),
            new EnrollLearner(learner, List.of(), null, DISTRICT, START, curriculum));
    var recorded =
        school.accepts(
            new RecordEvidenceDecider(),
            RecordEvidence.of(
                learner,
                List.of(evidence(learner.equals(LEARNER) ? "1" : "2", "A", 1.0, 1)),
                DISTRICT,
                School.START.plusSeconds(1_000_000),
                curriculum));
    assertThat(enrolled.outcome()).isNotNull();
    assertThat(recorded.events()).isNotEmpty();
  }

  private static GiveFeedback feedback(
      Actor author, About about, String text, @Nullable EntryId request) {
    return new GiveFeedback(LEARNER, ID, about, text, List.of("go on"), request, author);
  }

  private static Profile strengths(String text) {
    return new Profile(List.of(text), null, null, null, null, null);
  }
}
