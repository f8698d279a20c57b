package progression.makechoice;

import static java.util.stream.Collectors.toSet;
import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Role;
import progression.consequence.SettingOut;
import progression.consequence.Standing;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.entry.Entered;
import progression.event.ChoiceMade;
import progression.event.LearnerEvent;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.ThresholdsSet;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.PathwayId;
import progression.kernel.Rejection.Type;
import progression.kernel.Tag;
import progression.makechoice.MakeChoiceState.First;
import progression.pathway.Pathway;
import progression.roster.Circle;

/**
 * A choice is a pathway, on which the learner sets out then, or one of the options that a stage of
 * hers leaves. That says what she wants to work on; whatever else meets the requirement still does.
 */
public final class MakeChoiceDecider
    implements Decider<MakeChoice, MakeChoiceState, ProgressionEvent, Entered> {

  @Override
  public Boundary<ProgressionEvent> boundary(MakeChoice command) {
    return new Boundary<>(
        List.of(
            Circle.boundary(command.learner()),
            Standing.boundary(command.learner()),
            new Boundary.Criterion<>(
                Tag.entry("choice", command.learner(), command.id()), Set.of(ChoiceMade.class)),
            new Boundary.Criterion<>(
                Tag.pathway(command.pathway()),
                Set.of(PathwayPublished.class),
                command.curriculum().position())));
  }

  @Override
  public MakeChoiceState initial(MakeChoice command) {
    return new MakeChoiceState(
        new Circle(command.learner()), new Standing(command.learner()), command.curriculum(), null);
  }

  @Override
  public MakeChoiceState evolve(MakeChoiceState state, ProgressionEvent event, long position) {
    return switch (event) {
      case ReferenceEvent of ->
          new MakeChoiceState(
              state.circle(),
              state.standing(),
              state.curriculum().evolve(of, position),
              state.first());
      case ThresholdsSet ignored -> state;
      case LearnerEvent of -> {
        if (of instanceof RosterEvent roster) {
          state.circle().evolve(roster);
        }
        state.standing().evolve(of);
        yield of instanceof ChoiceMade made
            ? new MakeChoiceState(
                state.circle(), state.standing(), state.curriculum(), new First(made, position))
            : state;
      }
    };
  }

  @Override
  public Decision<ProgressionEvent, Entered> decide(MakeChoice command, MakeChoiceState state) {
    return state
        .circle()
        .permitted(
            command.author(),
            Role.CLOSE,
            () -> command.stage() == null ? setOut(command, state) : choose(command, state));
  }

  private static Decision<ProgressionEvent, Entered> setOut(
      MakeChoice command, MakeChoiceState state) {
    PathwayId pathway = command.pathway();
    Optional<Framework> owner = state.curriculum().ownerOf(pathway);
    if (owner.isEmpty()) {
      return rejected(Type.UNKNOWN_PATHWAY, "the pathway %s is not published".formatted(pathway));
    }
    List<ProgressionEvent> events = new ArrayList<>();
    if (state.first() == null && !state.standing().isOn(pathway)) {
      events.addAll(SettingOut.on(pathway, owner.get(), command.learner(), state.standing()));
    }
    return decide(event(command, state, List.of()), state.first(), events);
  }

  private static Decision<ProgressionEvent, Entered> choose(
      MakeChoice command, MakeChoiceState state) {
    Pathway.Stage stage = stage(command, state);
    if (stage == null) {
      return rejected(
          Type.UNKNOWN_REFERENCE,
          "%s is on no pathway %s with a stage %s"
              .formatted(command.learner(), command.pathway(), command.stage()));
    }
    Set<CompetencyId> options = stage.requirement().options().collect(toSet());
    List<CompetencyId> chosen = new ArrayList<>();
    for (Resolution name : command.names()) {
      switch (name) {
        case Resolution.Unresolved none -> {
          return rejected(none.rejection());
        }
        case Resolution.Found found -> chosen.add(found.competency());
      }
    }
    if (!options.containsAll(chosen)) {
      chosen.removeAll(options);
      return rejected(
          Type.NOT_AN_OPTION,
          "%s is not among what the stage %s leaves open: %s"
              .formatted(chosen.getFirst(), stage.id(), options));
    }
    return decide(event(command, state, chosen), state.first(), List.of());
  }

  private static Decision<ProgressionEvent, Entered> decide(
      ChoiceMade event, @Nullable First first, List<ProgressionEvent> following) {
    if (first == null) {
      List<ProgressionEvent> events = new ArrayList<>();
      events.add(event);
      events.addAll(following);
      return accepted(events, new Entered(false, Decider.pending(0)));
    }
    return first.event().equals(event)
        ? accepted(List.of(), new Entered(true, first.position()))
        : rejected(
            Type.ENTRY_CONFLICT,
            "the choice %s stands in the record with other content; use another id"
                .formatted(event.id()));
  }

  private static ChoiceMade event(
      MakeChoice command, MakeChoiceState state, List<CompetencyId> chosen) {
    First first = state.first();
    int version =
        first != null && first.event().pathway().equals(command.pathway())
            ? first.event().pathwayVersion()
            : state.standing().version(command.pathway()).orElseThrow();
    return new ChoiceMade(
        command.learner(),
        command.id(),
        command.pathway(),
        version,
        command.stage(),
        chosen,
        command.author());
  }

  private static Pathway.@Nullable Stage stage(MakeChoice command, MakeChoiceState state) {
    Pathway pathway = state.standing().pathway(command.pathway(), state.curriculum());
    return pathway == null || command.stage() == null
        ? null
        : pathway.stage(command.stage()).orElse(null);
  }
}
