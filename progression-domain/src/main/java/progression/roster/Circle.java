package progression.roster;

import static progression.kernel.Rejection.Type.MAY_NOT_ACT;
import static progression.kernel.Rejection.Type.UNKNOWN_LEARNER;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import progression.agency.Actor;
import progression.agency.Role;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Tag;

/**
 * A learner and those around her: whether she is enrolled, who may act for her, and her groups. It
 * belongs to one decision and is changed in place.
 */
public final class Circle {

  /** The events that it is folded from. */
  public static final Set<Class<? extends ProgressionEvent>> EVENTS =
      Set.of(
          LearnerEnrolled.class,
          RelationshipStarted.class,
          RelationshipEnded.class,
          GroupMembershipStarted.class,
          GroupMembershipEnded.class);

  private final LearnerId learner;
  private final Set<Actor> people = new HashSet<>();
  private final Set<GroupId> groups = new HashSet<>();
  private boolean enrolled;

  public Circle(LearnerId learner) {
    this.learner = learner;
  }

  /** The part of a boundary that covers it. */
  public static Boundary.Criterion<ProgressionEvent> boundary(LearnerId learner) {
    return new Boundary.Criterion<>(Tag.learner(learner), EVENTS);
  }

  public void evolve(RosterEvent event) {
    switch (event) {
      case LearnerEnrolled ignored -> enrolled = true;
      case LearnerDescribed ignored -> {
        // what she is counted in says nothing of who is around her
      }
      case RelationshipStarted e -> people.add(e.person());
      case RelationshipEnded e -> people.remove(e.person());
      case GroupMembershipStarted e -> groups.add(e.group());
      case GroupMembershipEnded e -> groups.remove(e.group());
    }
  }

  /** Whether the person stands in the relationship now. */
  public boolean has(Actor person) {
    return people.contains(person);
  }

  /** Whether the learner is a member now. */
  public boolean isIn(GroupId group) {
    return groups.contains(group);
  }

  /** Why nothing can be said of the learner: she is not enrolled. */
  public Optional<Rejection> refusal() {
    return enrolled
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                UNKNOWN_LEARNER,
                "the learner %s is not enrolled; enroll her first".formatted(learner)));
  }

  /**
   * Why somebody may not do something for the learner. The district's staff and its programs always
   * may; the learner herself and those with a relationship may where their role does.
   *
   * @param roles who may, besides the district
   */
  public Optional<Rejection> refusal(Actor actor, Set<Role> roles) {
    return refusal().or(() -> mayAct(actor, roles));
  }

  /** Why somebody may not do what is for the district alone to do; whoever is around her. */
  public static Optional<Rejection> refusalUnlessDistrict(Actor actor) {
    return Role.OF_THE_DISTRICT.contains(actor.role())
        ? Optional.empty()
        : forbidden("%s may not do this; only the district may".formatted(who(actor)));
  }

  /**
   * What is decided where somebody may act. Where she may not, or no longer may, she is refused
   * unless nothing is recorded: what she did while she might is answered as it was.
   *
   * @param decision one that takes nothing for a repetition but what the same person has done
   */
  public <O> Decision<ProgressionEvent, O> permitted(
      Actor actor, Set<Role> roles, Supplier<Decision<ProgressionEvent, O>> decision) {
    Optional<Rejection> refusal = refusal(actor, roles);
    if (refusal.isEmpty()) {
      return decision.get();
    }
    return enrolled
            && decision.get() instanceof Decision.Accepted<ProgressionEvent, O> repeated
            && repeated.events().isEmpty()
        ? repeated
        : Decision.rejected(refusal.get());
  }

  private Optional<Rejection> mayAct(Actor actor, Set<Role> roles) {
    String who = who(actor);
    return switch (actor.role()) {
      case STAFF, DISTRICT -> Optional.empty();
      case LEARNER, TEACHER, MENTOR, GUARDIAN, PEER, EXPERT -> {
        if (!roles.contains(actor.role())) {
          yield forbidden("%s may not do this; only %s may".formatted(who, words(roles)));
        }
        if (actor.role() != Role.LEARNER) {
          yield has(actor)
              ? Optional.empty()
              : forbidden("%s has no relationship to %s now".formatted(who, learner));
        }
        yield actor.id().equals(learner.value())
            ? Optional.empty()
            : forbidden("%s is not %s herself".formatted(who, learner));
      }
    };
  }

  private static String who(Actor actor) {
    return actor.role().word() + ":" + actor.id();
  }

  private static Optional<Rejection> forbidden(String detail) {
    return Optional.of(new Rejection(MAY_NOT_ACT, detail));
  }

  private static String words(Set<Role> roles) {
    return String.join(", ", roles.stream().sorted().map(Role::word).toList());
  }
}
