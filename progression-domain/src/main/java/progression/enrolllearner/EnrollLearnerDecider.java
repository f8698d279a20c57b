package progression.enrolllearner;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import progression.consequence.SettingOut;
import progression.consequence.Standing;
import progression.curriculum.Framework;
import progression.enrolllearner.EnrollLearner.Enrollment;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.ThresholdsSet;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.PathwayId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.roster.Description;

/** What a learner has mastered already counts on a pathway that she starts now. */
public final class EnrollLearnerDecider
    implements Decider<EnrollLearner, EnrollLearnerState, ProgressionEvent, Enrollment> {

  @Override
  public Boundary<ProgressionEvent> boundary(EnrollLearner command) {
    List<Boundary.Criterion<ProgressionEvent>> criteria = new ArrayList<>();
    criteria.add(Standing.boundary(command.learner()));
    if (command.description() != null) {
      criteria.add(
          new Boundary.Criterion<>(Tag.learner(command.learner()), Set.of(LearnerDescribed.class)));
    }
    for (PathwayId pathway : command.pathways()) {
      criteria.add(
          new Boundary.Criterion<>(
              Tag.pathway(pathway),
              Set.of(PathwayPublished.class),
              command.curriculum().position()));
    }
    return new Boundary<>(criteria);
  }

  @Override
  public EnrollLearnerState initial(EnrollLearner command) {
    return new EnrollLearnerState(command.curriculum(), new Standing(command.learner()), null);
  }

  @Override
  public EnrollLearnerState evolve(
      EnrollLearnerState state, ProgressionEvent event, long position) {
    return switch (event) {
      case LearnerEvent of -> {
        state.standing().evolve(of);
        yield of instanceof LearnerDescribed described
            ? new EnrollLearnerState(state.curriculum(), state.standing(), described.description())
            : state;
      }
      case ReferenceEvent of ->
          new EnrollLearnerState(
              state.curriculum().evolve(of, position), state.standing(), state.description());
      case ThresholdsSet ignored -> state;
    };
  }

  @Override
  public Decision<ProgressionEvent, Enrollment> decide(
      EnrollLearner command, EnrollLearnerState state) {
    Standing standing = state.standing();
    List<ProgressionEvent> events = new ArrayList<>();
    boolean isNew = !standing.isEnrolled();
    if (isNew) {
      record(new LearnerEnrolled(command.learner()), standing, events);
    }
    boolean isDescribed = false;
    Description description = command.description();
    if (description != null && !description.equals(state.description())) {
      record(new LearnerDescribed(command.learner(), description), standing, events);
      isDescribed = true;
    }
    for (PathwayId pathway : new LinkedHashSet<>(command.pathways())) {
      Optional<Framework> owner = state.curriculum().ownerOf(pathway);
      if (owner.isEmpty()) {
        return rejected(
            Rejection.Type.UNKNOWN_PATHWAY,
            "the pathway %s is not published; publish it first".formatted(pathway));
      }
      if (!standing.isOn(pathway)) {
        events.addAll(SettingOut.on(pathway, owner.get(), command.learner(), standing));
      }
    }
    if (isNew) {
      return accepted(events, Enrollment.ENROLLED);
    }
    if (events.isEmpty()) {
      return accepted(events, Enrollment.ALREADY_ENROLLED);
    }
    boolean isOnlyDescribed = isDescribed && events.size() == 1;
    return accepted(events, isOnlyDescribed ? Enrollment.DESCRIBED : Enrollment.PATHWAYS_STARTED);
  }

  private static void record(LearnerEvent event, Standing standing, List<ProgressionEvent> events) {
    standing.evolve(event);
    events.add(event);
  }
}
