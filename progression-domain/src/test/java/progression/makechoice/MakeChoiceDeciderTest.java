package progression.makechoice;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.mastery.Policy.Regression.STICKY;
import static progression.recordevidence.School.A;
import static progression.recordevidence.School.B;
import static progression.recordevidence.School.C;
import static progression.recordevidence.School.D;
import static progression.recordevidence.School.LEARNER;
import static progression.recordevidence.School.MATH;
import static progression.recordevidence.School.PATHWAY;
import static progression.recordevidence.School.START;
import static progression.recordevidence.School.curriculum;
import static progression.recordevidence.School.evidence;
import static progression.recordevidence.School.framework;
import static progression.recordevidence.School.mastered;
import static progression.recordevidence.School.opened;
import static progression.recordevidence.School.pathway;
import static progression.recordevidence.School.policy;
import static progression.recordevidence.School.record;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.HERSELF;
import static progression.roster.People.PEER;
import static progression.roster.People.TEACHER;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.entry.Entered;
import progression.event.Cause;
import progression.event.ChoiceMade;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.PathwayContinued;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.StageCompleted;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.EntryId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.pathway.Pathway;
import progression.recordevidence.RecordEvidenceDecider;

class MakeChoiceDeciderTest {

  private final MakeChoiceDecider decider = new MakeChoiceDecider();
  private final Scenario school = Scenario.given(opened(1, STICKY));

  private MakeChoice choice(String id, Actor author, @Nullable String stage, String... names) {
    return MakeChoice.of(
        LEARNER,
        new EntryId(id),
        PATHWAY,
        stage,
        List.of(names),
        author,
        START,
        curriculum(school.ledger()));
  }

  @Test
  void a_choice_is_one_of_the_options_of_the_stage() {
    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).outcome().again())
        .isFalse();
    assertThat(school.ledger(ChoiceMade.class).map(ChoiceMade::chosen)).containsExactly(List.of(D));
    assertThat(school.rejects(decider, choice("2", HERSELF, "three", "A")))
        .isEqualTo(Rejection.Type.NOT_AN_OPTION);
    assertThat(school.rejects(decider, choice("3", HERSELF, "one", "A")))
        .as("the stage leaves no choice")
        .isEqualTo(Rejection.Type.NOT_AN_OPTION);
    assertThat(school.rejects(decider, choice("4", HERSELF, "three", "Z")))
        .isEqualTo(Rejection.Type.UNKNOWN_COMPETENCY);
  }

  @Test
  void a_choice_that_is_no_option_is_refused_in_words_that_people_know() {
    assertThat(refusal(choice("1", HERSELF, "three", "A")))
        .isEqualTo(
            "A “about id-a” is not among what the stage three leaves open: "
                + "C “about id-c”, D “about id-d”");
    assertThat(refusal(choice("2", HERSELF, "one", "A")))
        .isEqualTo("A “about id-a” is not among what the stage one leaves open: nothing");
  }

  private String refusal(MakeChoice choice) {
    return school.when(decider, choice) instanceof Decision.Rejected<?, ?> rejected
        ? rejected.rejection().detail()
        : "accepted";
  }

  @Test
  void a_choice_can_be_made_again_and_taken_back_under_another_id() {
    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).events()).hasSize(1);
    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).outcome().again())
        .isTrue();
    assertThat(school.rejects(decider, choice("1", HERSELF, "three", "C")))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(school.accepts(decider, choice("2", HERSELF, "three")).events()).hasSize(1);
  }

  @Test
  void a_choice_is_known_again_when_its_name_stands_for_more_by_now() {
    school.accepts(decider, choice("1", HERSELF, "three", "D"));
    school.happens(framework(2, A, B, C, D, new CompetencyId("id-D")));

    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).outcome().again())
        .isTrue();
    assertThat(school.rejects(decider, choice("2", HERSELF, "three", "D")))
        .isEqualTo(Rejection.Type.AMBIGUOUS_COMPETENCY);
  }

  @Test
  void a_choice_is_known_again_when_her_pathway_has_moved_on() {
    school.accepts(decider, choice("1", HERSELF, "three", "D"));
    school.happens(
        new PathwayPublished(
            PATHWAY,
            2,
            MATH,
            new Pathway(
                "Math 6", MATH, List.of(new Pathway.Stage("last", "Last", mastered(A, null))))));
    school.happens(
        new PathwayContinued(LEARNER, PATHWAY, 2, "last", new Cause.ByPathway(PATHWAY, 2)));

    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).outcome().again())
        .isTrue();
    assertThat(school.rejects(decider, choice("1", HERSELF, "last", "A")))
        .isEqualTo(Rejection.Type.ENTRY_CONFLICT);
    assertThat(school.rejects(decider, choice("2", HERSELF, "three", "D")))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
  }

  @Test
  void a_choice_is_answered_again_when_its_author_no_longer_may_act() {
    school.happens(new RelationshipStarted(LEARNER, TEACHER));
    school.accepts(decider, choice("1", TEACHER, "three", "D"));
    school.happens(new RelationshipEnded(LEARNER, TEACHER));

    assertThat(school.accepts(decider, choice("1", TEACHER, "three", "D")).outcome().again())
        .isTrue();
    assertThat(school.rejects(decider, choice("1", TEACHER, "three", "C")))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }

  @Test
  void a_learner_who_chooses_a_pathway_sets_out_on_it_with_what_she_has_mastered() {
    Scenario free = Scenario.given(framework(), policy(1, 1, STICKY), new LearnerEnrolled(LEARNER));
    free.accepts(
        new RecordEvidenceDecider(), record(curriculum(free.ledger()), evidence("1", "A", 1.0, 1)));
    assertThat(free.rejects(decider, path(free, "1", HERSELF)))
        .isEqualTo(Rejection.Type.UNKNOWN_PATHWAY);
    free.happens(pathway());
    assertThat(free.rejects(decider, path(free, "1", PEER))).isEqualTo(Rejection.Type.MAY_NOT_ACT);

    var setOut = free.accepts(decider, path(free, "1", HERSELF));
    assertThat(setOut.outcome().consequences()).isEqualTo(setOut.events().subList(2, 4));
    assertThat(setOut.events())
        .extracting(event -> (Object) event.getClass())
        .containsExactly(
            ChoiceMade.class, PathwayStarted.class, StageCompleted.class, LearnerAdvanced.class);
    assertThat(free.accepts(decider, path(free, "1", HERSELF)).outcome())
        .isEqualTo(new Entered(true, free.ledger().size() - 4, setOut.outcome().consequences()));
    var already = free.accepts(decider, path(free, "2", HERSELF));
    assertThat(already.events()).as("she is on it already").hasSize(1);
    assertThat(already.outcome().consequences()).isEmpty();
    assertThat(free.accepts(decider, path(free, "2", HERSELF)).outcome().consequences()).isEmpty();
  }

  private static MakeChoice path(Scenario school, String id, Actor author) {
    return MakeChoice.of(
        LEARNER,
        new EntryId(id),
        PATHWAY,
        null,
        List.of(),
        author,
        START,
        curriculum(school.ledger()));
  }

  @Test
  void there_is_no_choice_where_the_learner_is_not() {
    assertThat(school.rejects(decider, choice("1", DISTRICT, "four", "D")))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
    assertThat(school.rejects(decider, choice("1", PEER, "three", "D")))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    Scenario elsewhere = Scenario.given(framework(), new LearnerEnrolled(LEARNER));
    assertThat(elsewhere.rejects(decider, choice("1", HERSELF, "three", "D")))
        .isEqualTo(Rejection.Type.UNKNOWN_REFERENCE);
  }

  @Test
  void what_was_not_chosen_completes_the_stage_all_the_same() {
    assertThat(school.accepts(decider, choice("1", HERSELF, "three", "D")).events()).hasSize(1);

    var unused =
        school.accepts(
            new RecordEvidenceDecider(),
            record(curriculum(school.ledger()), evidence("1", "C", 1.0, 1)));

    assertThat(school.ledger(StageCompleted.class).map(StageCompleted::stage))
        .containsExactly("three");
  }
}
