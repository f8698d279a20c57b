package progression.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static progression.recordevidence.School.LEARNER;
import static progression.roster.People.DISTRICT;
import static progression.roster.People.GUARDIAN;
import static progression.roster.People.HERSELF;
import static progression.roster.People.STAFF;
import static progression.roster.People.STRANGER;
import static progression.roster.People.TEACHER;

import java.util.Set;
import org.junit.jupiter.api.Test;
import progression.agency.Actor;
import progression.agency.Role;
import progression.changemembership.ChangeMembership;
import progression.changemembership.ChangeMembershipDecider;
import progression.changerelationship.ChangeRelationship;
import progression.changerelationship.ChangeRelationshipDecider;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Scenario;

class CircleTest {

  private final ChangeRelationshipDecider relationships = new ChangeRelationshipDecider();
  private final ChangeMembershipDecider memberships = new ChangeMembershipDecider();

  @Test
  void a_relationship_is_started_and_ended_once() {
    Scenario school = Scenario.given(People.enrolled());
    var started = new ChangeRelationship(LEARNER, STRANGER, Status.CURRENT, DISTRICT);
    var ended = new ChangeRelationship(LEARNER, STRANGER, Status.ENDED, DISTRICT);

    assertThat(school.accepts(relationships, started).outcome()).isTrue();
    assertThat(school.accepts(relationships, started).outcome()).isFalse();
    assertThat(school.accepts(relationships, ended).outcome()).isTrue();
    assertThat(school.accepts(relationships, ended).outcome()).isFalse();
    assertThat(school.ledger(RelationshipStarted.class).map(RelationshipStarted::person))
        .endsWith(STRANGER)
        .hasSize(5);
    assertThat(school.ledger(RelationshipEnded.class)).hasSize(1);
  }

  @Test
  void nobody_stands_in_a_relationship_to_somebody_who_is_not_enrolled() {
    var started = new ChangeRelationship(LEARNER, TEACHER, Status.CURRENT, DISTRICT);

    assertThat(Scenario.given().rejects(relationships, started))
        .isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
  }

  @Test
  void nobody_is_a_learner_herself_or_staff_by_a_relationship() {
    for (Actor person : Set.of(HERSELF, STAFF, DISTRICT)) {
      assertThatThrownBy(() -> new ChangeRelationship(LEARNER, person, Status.CURRENT, DISTRICT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_group_is_joined_and_left_once() {
    Scenario school = Scenario.given(People.enrolled());
    GroupId group = new GroupId("class-6b");
    var joins = new ChangeMembership(LEARNER, group, Status.CURRENT, DISTRICT);
    var leaves = new ChangeMembership(LEARNER, group, Status.ENDED, DISTRICT);

    assertThat(school.accepts(memberships, leaves).outcome()).isFalse();
    assertThat(school.accepts(memberships, joins).outcome()).isTrue();
    assertThat(school.accepts(memberships, joins).outcome()).isFalse();
    assertThat(school.accepts(memberships, leaves).outcome()).isTrue();
    assertThat(school.ledger(GroupMembershipStarted.class)).hasSize(1);
    assertThat(school.ledger(GroupMembershipEnded.class)).hasSize(1);
  }

  @Test
  void only_the_district_says_who_is_around_a_learner() {
    Scenario school = Scenario.given(People.enrolled());

    for (Actor actor : Set.of(HERSELF, TEACHER, GUARDIAN, STRANGER)) {
      assertThat(school.rejects(relationships, relates(actor)))
          .as("%s", actor)
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
      assertThat(school.rejects(memberships, joins(actor)))
          .as("%s", actor)
          .isEqualTo(Rejection.Type.MAY_NOT_ACT);
    }
    assertThat(school.accepts(relationships, relates(STAFF)).outcome()).isTrue();
    assertThat(school.accepts(memberships, joins(STAFF)).outcome()).isTrue();
  }

  /** That the stranger is her teacher. */
  private static ChangeRelationship relates(Actor author) {
    return new ChangeRelationship(LEARNER, STRANGER, Status.CURRENT, author);
  }

  private static ChangeMembership joins(Actor author) {
    return new ChangeMembership(LEARNER, new GroupId("class-6b"), Status.CURRENT, author);
  }

  @Test
  void who_may_act_is_the_learner_herself_the_district_and_who_has_a_relationship_now() {
    Circle circle = new Circle(LEARNER);
    Scenario.given(People.enrolled()).ledger().forEach(event -> circle.evolve((RosterEvent) event));

    for (Actor actor : Set.of(HERSELF, TEACHER, GUARDIAN, STAFF, DISTRICT)) {
      assertThat(circle.refusal(actor, Role.CLOSE)).as("%s", actor).isEmpty();
    }
    Actor another = new Actor(Role.LEARNER, "S-2");
    Actor sameNameOtherRole = new Actor(Role.MENTOR, TEACHER.id());
    for (Actor actor : Set.of(another, STRANGER, sameNameOtherRole)) {
      assertThat(circle.refusal(actor, Role.CLOSE).map(Rejection::type))
          .as("%s", actor)
          .contains(Rejection.Type.MAY_NOT_ACT);
    }
    assertThat(circle.refusal(GUARDIAN, Set.of(Role.LEARNER, Role.TEACHER)).map(Rejection::type))
        .contains(Rejection.Type.MAY_NOT_ACT);
    circle.evolve(new RelationshipEnded(LEARNER, TEACHER));
    assertThat(circle.refusal(TEACHER, Role.CLOSE)).isPresent();
  }

  @Test
  void a_person_s_relationships_are_told_apart_by_learner() {
    Scenario school = Scenario.given(People.enrolled());
    var other = new ChangeRelationship(new LearnerId("S-2"), TEACHER, Status.ENDED, DISTRICT);

    assertThat(school.rejects(relationships, other)).isEqualTo(Rejection.Type.UNKNOWN_LEARNER);
  }
}
