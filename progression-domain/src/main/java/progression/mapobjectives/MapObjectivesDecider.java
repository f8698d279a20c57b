package progression.mapobjectives;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.event.ObjectivesMapped;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.interchange.ObjectiveMapping;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.mapobjectives.MapObjectives.Mapped;

/** Of two mappings for the same assessment, the second is refused. */
public final class MapObjectivesDecider
    implements Decider<MapObjectives, Curriculum, ProgressionEvent, Mapped> {

  @Override
  public Boundary<ProgressionEvent> boundary(MapObjectives command) {
    return new Boundary<>(
        List.of(
            command.curriculum().inForce(command.definition().framework()),
            new Boundary.Criterion<>(
                Tag.curriculum(),
                Set.of(ObjectivesMapped.class),
                command.curriculum().position())));
  }

  @Override
  public Curriculum initial(MapObjectives command) {
    return command.curriculum();
  }

  @Override
  public Curriculum evolve(Curriculum state, ProgressionEvent event, long position) {
    return event instanceof ReferenceEvent reference ? state.evolve(reference, position) : state;
  }

  @Override
  public Decision<ProgressionEvent, Mapped> decide(MapObjectives command, Curriculum state) {
    ObjectiveMapping asked = command.definition();
    if (state.framework(asked.framework()) == null) {
      return rejected(
          Rejection.Type.UNKNOWN_FRAMEWORK,
          "the framework %s is not published; publish it first".formatted(asked.framework()));
    }
    for (var other : state.mappings().entrySet()) {
      if (!other.getKey().equals(command.mapping())
          && other.getValue().definition().isFor(asked.assessment(), asked.namespace())) {
        return rejected(
            Rejection.Type.MAPPING_OVERLAP,
            "the mapping %s is already for this assessment; put a new version of it in force"
                .formatted(other.getKey()));
      }
    }
    Map<CompetencyId, CompetencyId> named = new HashMap<>();
    for (ObjectiveMapping.Objective objective : asked.objectives()) {
      switch (state.resolve(objective.competency().value(), asked.framework())) {
        case Resolution.Found found -> named.put(objective.competency(), found.competency());
        case Resolution.Unresolved unresolved -> {
          return new Decision.Rejected<>(unresolved.rejection());
        }
      }
    }
    ObjectiveMapping mapping = asked.naming(name -> named.getOrDefault(name, name));
    Framework.InForce<ObjectiveMapping> before = state.mappings().get(command.mapping());
    if (before != null && before.definition().equals(mapping)) {
      return accepted(List.of(), new Mapped(before.version(), false, before.position()));
    }
    int version = before == null ? 1 : before.version() + 1;
    return accepted(
        List.of(new ObjectivesMapped(command.mapping(), version, asked.framework(), mapping)),
        new Mapped(version, true, Decider.pending(0)));
  }
}
