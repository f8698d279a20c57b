package progression.makechoice;

import static java.util.stream.Collectors.joining;
import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.agency.Role;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Named;
import progression.entry.Entered;
import progression.event.Cause;
import progression.event.ChoiceMade;
import progression.event.Consequence;
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
        new LearnerRecord(
            command.learner(),
            command.curriculum(),
            List.of(new Cause.ByEnrollment(command.pathway()))),
        null);
  }

  @Override
  public MakeChoiceState evolve(MakeChoiceState state, ProgressionEvent event, long position) {
    return state.evolve(event, position);
  }

  @Override
  public MakeChoice completed(MakeChoice command, MakeChoiceState state) {
    Curriculum inForce = state.record().curriculum();
    return inForce == command.curriculum() ? command : command.with(inForce);
  }

  @Override
  public Decision<ProgressionEvent, Entered> decide(MakeChoice command, MakeChoiceState state) {
    LearnerRecord record = state.record();
    First first = state.first();
    return record
        .circle()
        .permitted(
            command.author(),
            Role.CLOSE,
            () -> {
              if (first != null) {
                return again(command, first, record);
              }
              return command.stage() == null ? setOut(command, record) : choose(command, record);
            });
  }

  /** What was made before is answered as it was, whatever became of its pathway since. */
  private static Decision<ProgressionEvent, Entered> again(
      MakeChoice command, First first, LearnerRecord record) {
    Named named = Named.of(command.names(), first.event().chosen());
    if (named.refusal().isPresent()) {
      return rejected(named.refusal().get());
    }
    return first.event().equals(made(command, first.event().pathwayVersion(), named.competencies()))
        ? accepted(
            List.of(),
            new Entered(true, first.position(), followed(first.setsOut(), command, record)))
        : rejected(
            Type.ENTRY_CONFLICT,
            "the choice %s stands in the record with other content; use another id"
                .formatted(command.id()));
  }

  private static Decision<ProgressionEvent, Entered> setOut(
      MakeChoice command, LearnerRecord record) {
    PathwayId pathway = command.pathway();
    Optional<Framework> owner = record.curriculum().ownerOf(pathway);
    if (owner.isEmpty()) {
      return rejected(Type.UNKNOWN_PATHWAY, "the pathway %s is not published".formatted(pathway));
    }
    int inForce = owner.get().pathway(pathway).orElseThrow().version();
    record.takes(made(command, record.standing().version(pathway).orElse(inForce), List.of()));
    boolean setsOut = !record.standing().isOn(pathway);
    if (setsOut) {
      record.startOn(pathway, owner.get(), command.at());
    }
    return accepted(
        record.decided(),
        new Entered(false, Decider.pending(0), followed(setsOut, command, record)));
  }

  /** What followed as she set out; who is on the pathway already sets out no more. */
  private static List<Consequence> followed(
      boolean setsOut, MakeChoice command, LearnerRecord record) {
    return setsOut ? record.followed(new Cause.ByEnrollment(command.pathway())) : List.of();
  }

  private static Decision<ProgressionEvent, Entered> choose(
      MakeChoice command, LearnerRecord record) {
    Pathway.Stage stage = stage(command, record);
    if (stage == null) {
      return rejected(
          Type.UNKNOWN_REFERENCE,
          "%s is on no pathway %s with a stage %s"
              .formatted(command.learner(), command.pathway(), command.stage()));
    }
    Named named = Named.of(command.names(), List.of());
    if (named.refusal().isPresent()) {
      return rejected(named.refusal().get());
    }
    List<CompetencyId> options = stage.requirement().options().distinct().toList();
    Optional<CompetencyId> foreign =
        named.competencies().stream().filter(one -> !options.contains(one)).findFirst();
    if (foreign.isPresent()) {
      return rejected(
          Type.NOT_AN_OPTION,
          "%s is not among what the stage %s leaves open: %s"
              .formatted(
                  called(Stream.of(foreign.get()), record),
                  stage.id(),
                  options.isEmpty() ? "nothing" : called(options.stream(), record)));
    }
    int version = record.standing().version(command.pathway()).orElseThrow();
    record.takes(made(command, version, named.competencies()));
    return accepted(record.decided(), new Entered(false, Decider.pending(0)));
  }

  private static String called(Stream<CompetencyId> competencies, LearnerRecord record) {
    return competencies.map(record.curriculum()::called).collect(joining(", "));
  }

  private static ChoiceMade made(MakeChoice command, int version, List<CompetencyId> chosen) {
    return new ChoiceMade(
        command.learner(),
        command.id(),
        command.pathway(),
        version,
        command.stage(),
        chosen,
        command.author());
  }

  private static Pathway.@Nullable Stage stage(MakeChoice command, LearnerRecord record) {
    Pathway pathway = record.standing().pathway(command.pathway(), record.curriculum());
    return pathway == null || command.stage() == null
        ? null
        : pathway.stage(command.stage()).orElse(null);
  }
}
