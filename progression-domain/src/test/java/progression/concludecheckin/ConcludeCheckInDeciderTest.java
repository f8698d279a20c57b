package progression.concludecheckin;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.event.CheckInConcluded.Result.HELD;
import static progression.event.CheckInConcluded.Result.MISSED;
import static progression.recordevidence.School.LEARNER;
import static progression.roster.People.HERSELF;
import static progression.roster.People.PEER;
import static progression.roster.People.TEACHER;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.entry.Entered;
import progression.entry.Linked;
import progression.event.CheckInConcluded;
import progression.event.RelationshipEnded;
import progression.kernel.EntryId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;
import progression.recordevidence.School;
import progression.roster.People;
import progression.schedulecheckin.ScheduleCheckIn;
import progression.schedulecheckin.ScheduleCheckInDecider;

class ConcludeCheckInDeciderTest {

  private static final EntryId ID = new EntryId("c-1");
  private static final ConcludeCheckIn HELD_BY_TEACHER =
      new ConcludeCheckIn(LEARNER, ID, HELD, "went well", TEACHER);

  private final ConcludeCheckInDecider decider = new ConcludeCheckInDecider();
  private final Scenario school = Scenario.given(People.enrolled());

  private void schedule() {
    Linked nothing = new Linked(List.of(), List.of(), List.of());
    var scheduled =
        school.accepts(
            new ScheduleCheckInDecider(),
            new ScheduleCheckIn(LEARNER, ID, School.START, TEACHER, null, nothing, HERSELF));
    assertThat(scheduled.events()).hasSize(1);
  }

  @Test
  void a_check_in_is_concluded_once() {
    schedule();
    int before = school.ledger().size();

    assertThat(school.accepts(decider, HELD_BY_TEACHER).outcome().again()).isFalse();
    assertThat(school.accepts(decider, HELD_BY_TEACHER).outcome())
        .isEqualTo(new Entered(true, before));
    assertThat(school.rejects(decider, new ConcludeCheckIn(LEARNER, ID, MISSED, null, HERSELF)))
        .isEqualTo(Rejection.Type.ENTRY_CLOSED);
    assertThat(school.ledger(CheckInConcluded.class).map(CheckInConcluded::result))
        .containsExactly(HELD);
  }

  @Test
  void a_conclusion_is_answered_again_when_its_author_no_longer_may_act() {
    schedule();
    school.accepts(decider, HELD_BY_TEACHER);
    school.happens(new RelationshipEnded(LEARNER, TEACHER));

    assertThat(school.accepts(decider, HELD_BY_TEACHER).outcome().again()).isTrue();
    assertThat(school.rejects(decider, new ConcludeCheckIn(LEARNER, ID, MISSED, null, TEACHER)))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }

  @Test
  void what_was_not_scheduled_is_not_concluded() {
    assertThat(school.rejects(decider, HELD_BY_TEACHER)).isEqualTo(Rejection.Type.UNKNOWN_ENTRY);
  }

  @Test
  void a_peer_does_not_conclude_it() {
    schedule();

    assertThat(school.rejects(decider, new ConcludeCheckIn(LEARNER, ID, HELD, null, PEER)))
        .isEqualTo(Rejection.Type.MAY_NOT_ACT);
  }
}
