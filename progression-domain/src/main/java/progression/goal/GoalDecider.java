package progression.goal;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.agency.Goal;
import progression.agency.Goal.StageAim;
import progression.agency.Role;
import progression.consequence.Pursuit;
import progression.consequence.Standing;
import progression.curriculum.Named;
import progression.event.Cause;
import progression.event.Consequence;
import progression.event.GoalEvent;
import progression.event.LearnerEvent;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.ThresholdsSet;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.kernel.Rejection.Type;
import progression.kernel.Tag;
import progression.pathway.Pathway;
import progression.roster.Circle;

/**
 * Whatever is done about a goal, whether it is achieved is decided in the same stroke, by what the
 * learner has mastered.
 *
 * @param <C> the command
 */
public abstract class GoalDecider<C extends GoalCommand>
    implements Decider<C, GoalState, ProgressionEvent, GoalOutcome> {

  private final Set<Role> authors;

  /**
   * @param authors who may do this, besides the district
   */
  protected GoalDecider(Set<Role> authors) {
    this.authors = authors;
  }

  /** What comes of the command of somebody who may give it. */
  protected abstract Decision<ProgressionEvent, GoalOutcome> change(C command, GoalState state);

  @Override
  public Boundary<ProgressionEvent> boundary(C command) {
    Set<Boundary.Criterion<ProgressionEvent>> criteria = new LinkedHashSet<>();
    criteria.add(Circle.boundary(command.learner()));
    criteria.add(Standing.boundary(command.learner()));
    Aim aim = command.aim();
    Aim.Stage stage = aim == null ? null : aim.stage();
    if (stage != null) {
      criteria.add(
          new Boundary.Criterion<>(
              Tag.pathway(stage.pathway()),
              Set.of(PathwayPublished.class),
              command.curriculum().position()));
    }
    return new Boundary<>(List.copyOf(criteria));
  }

  @Override
  public GoalState initial(C command) {
    return new GoalState(command);
  }

  @Override
  public GoalState evolve(GoalState state, ProgressionEvent event, long position) {
    switch (event) {
      case LearnerEvent of -> state.happened(of, position);
      case ReferenceEvent of -> state.learned(state.curriculum().evolve(of, position));
      case ThresholdsSet ignored -> {
        // what dashboards say decides nothing
      }
    }
    return state;
  }

  /** Whether the command is what a person did about the goal, sent again. */
  protected abstract boolean isRepeated(C command, GoalEvent before);

  /** What was done is answered as it was, even to somebody who may no longer do it. */
  @Override
  public Decision<ProgressionEvent, GoalOutcome> decide(C command, GoalState state) {
    GoalState.Done done = state.done(command.change());
    if (done != null && isRepeated(command, done.event())) {
      return accepted(List.of(), done.outcome());
    }
    Optional<Rejection> refusal = state.circle().refusal(command.author(), authors);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    return done == null || command.change() == null
        ? change(command, state)
        : rejected(
            Type.ENTRY_CONFLICT,
            "the change %s stands in the record with other content; use another id"
                .formatted(command.change()));
  }

  /** The event, and what follows from it for her goals. */
  protected static Decision<ProgressionEvent, GoalOutcome> record(
      GoalEvent event, GoalState state) {
    state.standing().evolve(event);
    List<Consequence> consequences =
        state.standing().goalConsequences(new Cause.ByGoal(event.goal()));
    List<ProgressionEvent> events = new ArrayList<>();
    events.add(event);
    events.addAll(consequences);
    return accepted(events, new GoalOutcome(false, Decider.pending(0), consequences));
  }

  /** What the decision is where the goal was set before; refuses it elsewhere. */
  protected static Decision<ProgressionEvent, GoalOutcome> onGoal(
      GoalCommand command,
      GoalState state,
      Function<Pursuit, Decision<ProgressionEvent, GoalOutcome>> decision) {
    Pursuit pursuit = state.pursuit();
    return pursuit == null
        ? rejected(
            Type.UNKNOWN_ENTRY,
            "%s has no goal %s; set it first".formatted(command.learner(), command.goal()))
        : decision.apply(pursuit);
  }

  /** What the decision is once the goal's names are looked up; refuses those that mean nothing. */
  protected static Decision<ProgressionEvent, GoalOutcome> defined(
      Aim aim, GoalState state, Function<Goal, Decision<ProgressionEvent, GoalOutcome>> decision) {
    Named named = Named.of(aim.names(), List.of());
    if (named.refusal().isPresent()) {
      return rejected(named.refusal().get());
    }
    Aim.Stage stage = aim.stage();
    StageAim stageAim = stage == null ? null : stageAim(stage, state);
    if (stage != null && stageAim == null) {
      return rejected(
          Type.UNKNOWN_REFERENCE,
          "the learner is on no pathway %s with a stage %s"
              .formatted(stage.pathway(), stage.stage()));
    }
    return decision.apply(aim.goal(named.competencies(), stageAim));
  }

  private static @Nullable StageAim stageAim(Aim.Stage stage, GoalState state) {
    Pathway pathway = state.standing().pathway(stage.pathway(), state.curriculum());
    if (pathway == null) {
      return null;
    }
    return pathway
        .stage(stage.stage())
        .map(one ->
            new StageAim(
                stage.pathway(),
                state.standing().version(stage.pathway()).orElseThrow(),
                one.id(),
                one.requirement()))
        .orElse(null);
  }
}
