package progression.enrolllearner;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.enrolllearner.EnrollLearner.Enrolled;
import progression.enrolllearner.EnrollLearner.Enrollment;
import progression.event.Cause;
import progression.event.Consequence;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.PathwayId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.roster.Circle;
import progression.roster.Description;

/**
 * The district enrols. What a learner has mastered already counts on a pathway that she starts now.
 */
public final class EnrollLearnerDecider
    implements Decider<EnrollLearner, EnrollLearnerState, ProgressionEvent, Enrolled> {

  @Override
  public Boundary<ProgressionEvent> boundary(EnrollLearner command) {
    List<Boundary.Criterion<ProgressionEvent>> criteria =
        new ArrayList<>(
            RecordBoundary.along(command.learner(), command.curriculum(), command.pathways())
                .anyOf());
    if (command.description() != null) {
      criteria.add(
          new Boundary.Criterion<>(Tag.learner(command.learner()), Set.of(LearnerDescribed.class)));
    }
    return new Boundary<>(criteria);
  }

  @Override
  public EnrollLearnerState initial(EnrollLearner command) {
    return new EnrollLearnerState(
        new LearnerRecord(
            command.learner(),
            command.curriculum(),
            command.pathways().stream().map(Cause.ByEnrollment::new).toList()),
        null);
  }

  @Override
  public EnrollLearnerState evolve(
      EnrollLearnerState state, ProgressionEvent event, long position) {
    state.record().evolve(event, position);
    return event instanceof LearnerDescribed described
        ? new EnrollLearnerState(state.record(), described.description())
        : state;
  }

  @Override
  public EnrollLearner completed(EnrollLearner command, EnrollLearnerState state) {
    Curriculum inForce = state.record().curriculum();
    return inForce == command.curriculum() ? command : command.with(inForce);
  }

  @Override
  public Decision<ProgressionEvent, Enrolled> decide(
      EnrollLearner command, EnrollLearnerState state) {
    Optional<Rejection> refusal = Circle.refusalUnlessDistrict(command.author());
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    LearnerRecord record = state.record();
    boolean isNew = !record.standing().isEnrolled();
    if (isNew) {
      record.takes(new LearnerEnrolled(command.learner()));
    }
    boolean isDescribed = false;
    Description description = command.description();
    if (description != null && !description.equals(state.description())) {
      record.takes(new LearnerDescribed(command.learner(), description));
      isDescribed = true;
    }
    List<Consequence> followed = new ArrayList<>();
    for (PathwayId pathway : new LinkedHashSet<>(command.pathways())) {
      Optional<Framework> owner = record.curriculum().ownerOf(pathway);
      if (owner.isEmpty()) {
        return rejected(
            Rejection.Type.UNKNOWN_PATHWAY,
            "the pathway %s is not published; publish it first".formatted(pathway));
      }
      if (!record.standing().isOn(pathway)) {
        record.startOn(pathway, owner.get(), command.at());
      }
      followed.addAll(record.followed(new Cause.ByEnrollment(pathway)));
    }
    List<ProgressionEvent> events = record.decided();
    return accepted(events, new Enrolled(enrollment(isNew, isDescribed, events.size()), followed));
  }

  private static Enrollment enrollment(boolean isNew, boolean isDescribed, int events) {
    if (isNew) {
      return Enrollment.ENROLLED;
    }
    if (events == 0) {
      return Enrollment.ALREADY_ENROLLED;
    }
    return isDescribed && events == 1 ? Enrollment.DESCRIBED : Enrollment.PATHWAYS_STARTED;
  }
}
