package progression.mapobjectives;

import static progression.kernel.Decision.rejected;

import java.util.Optional;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.ReferenceDecider;
import progression.curriculum.Versioned;
import progression.event.ObjectivesMapped;
import progression.event.ProgressionEvent;
import progression.interchange.ObjectiveMapping;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** Of two mappings for the same assessment, the second is refused. */
public final class MapObjectivesDecider extends ReferenceDecider<MapObjectives> {

  @Override
  public Decision<ProgressionEvent, Versioned> decide(MapObjectives command, Curriculum state) {
    ObjectiveMapping asked = command.definition();
    Optional<Rejection> unknown =
        unpublished(state, asked.framework())
            .or(() ->
                state.unresolved(
                    asked.objectives().stream().map(ObjectiveMapping.Objective::competency),
                    asked.framework()));
    if (unknown.isPresent()) {
      return rejected(unknown.get());
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
    ObjectiveMapping mapping = asked.naming(state.naming(asked.framework()));
    Framework.InForce<ObjectiveMapping> before = state.mappings().get(command.mapping());
    if (before != null && before.definition().equals(mapping)) {
      return unchanged(before.version(), before.position());
    }
    int version = before == null ? 1 : before.version() + 1;
    return changed(new ObjectivesMapped(command.mapping(), version, asked.framework(), mapping));
  }
}
