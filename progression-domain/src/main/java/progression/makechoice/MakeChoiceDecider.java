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
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Named;
import progression.entry.Entered;
import progression.event.ChoiceMade;
import progression.event.ProgressionEvent;
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
    List<PathwayId> setsOut = command.stage() == null ? List.of(command.pathway()) : List.of();
    List<Boundary.Criterion<ProgressionEvent>> criteria =
        new ArrayList<>(
            RecordBoundary.along(command.learner(), command.curriculum(), setsOut).anyOf());
    criteria.add(Circle.boundary(command.learner()));
    criteria.add(
        new Boundary.Criterion<>(
            Tag.entry("choice", command.learner(), command.id()), Set.of(ChoiceMade.class)));
    return new Boundary<>(criteria);
  }

  @Override
  public MakeChoiceState initial(MakeChoice command) {
    return new MakeChoiceState(
        new LearnerRecord(command.learner(), command.curriculum(), List.of()), null);
  }

  @Override
  public MakeChoiceState evolve(MakeChoiceState state, ProgressionEvent event, long position) {
    state.record().evolve(event, position);
    return event instanceof ChoiceMade made
        ? new MakeChoiceState(state.record(), new First(made, position))
        : state;
  }

  @Override
  public MakeChoice completed(MakeChoice command, MakeChoiceState state) {
    Curriculum inForce = state.record().curriculum();
    return inForce == command.curriculum() ? command : command.with(inForce);
  }

  @Override
  public Decision<ProgressionEvent, Entered> decide(MakeChoice command, MakeChoiceState state) {
    return state
        .record()
        .circle()
        .permitted(
            command.author(),
            Role.CLOSE,
            () -> command.stage() == null ? setOut(command, state) : choose(command, state));
  }

  private static Decision<ProgressionEvent, Entered> setOut(
      MakeChoice command, MakeChoiceState state) {
    LearnerRecord record = state.record();
    PathwayId pathway = command.pathway();
    Optional<Framework> owner = record.curriculum().ownerOf(pathway);
    if (owner.isEmpty()) {
      return rejected(Type.UNKNOWN_PATHWAY, "the pathway %s is not published".formatted(pathway));
    }
    int inForce = owner.get().pathway(pathway).orElseThrow().version();
    int version = record.standing().version(pathway).orElse(inForce);
    return decide(
        command,
        state,
        version,
        List.of(),
        () -> {
          if (!record.standing().isOn(pathway)) {
            record.startOn(pathway, owner.get(), command.at());
          }
        });
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
    First first = state.first();
    Named named = Named.of(command.names(), first == null ? List.of() : first.event().chosen());
    if (named.refusal().isPresent()) {
      return rejected(named.refusal().get());
    }
    List<CompetencyId> chosen = named.competencies();
    Optional<CompetencyId> foreign =
        chosen.stream().filter(one -> !options.contains(one)).findFirst();
    if (foreign.isPresent()) {
      return rejected(
          Type.NOT_AN_OPTION,
          "%s is not among what the stage %s leaves open: %s"
              .formatted(foreign.get(), stage.id(), options));
    }
    int version = state.record().standing().version(command.pathway()).orElseThrow();
    return decide(command, state, version, chosen, () -> {});
  }

  /**
   * Makes the choice, where it was not made before.
   *
   * @param version of the pathway, where it is made now
   */
  private static Decision<ProgressionEvent, Entered> decide(
      MakeChoice command,
      MakeChoiceState state,
      int version,
      List<CompetencyId> chosen,
      Runnable following) {
    First first = state.first();
    ChoiceMade event =
        new ChoiceMade(
            command.learner(),
            command.id(),
            command.pathway(),
            first != null && first.event().pathway().equals(command.pathway())
                ? first.event().pathwayVersion()
                : version,
            command.stage(),
            chosen,
            command.author());
    if (first == null) {
      state.record().takes(event);
      following.run();
      return accepted(state.record().decided(), new Entered(false, Decider.pending(0)));
    }
    return first.event().equals(event)
        ? accepted(List.of(), new Entered(true, first.position()))
        : rejected(
            Type.ENTRY_CONFLICT,
            "the choice %s stands in the record with other content; use another id"
                .formatted(event.id()));
  }

  private static Pathway.@Nullable Stage stage(MakeChoice command, MakeChoiceState state) {
    Pathway pathway =
        state.record().standing().pathway(command.pathway(), state.record().curriculum());
    return pathway == null || command.stage() == null
        ? null
        : pathway.stage(command.stage()).orElse(null);
  }
}
