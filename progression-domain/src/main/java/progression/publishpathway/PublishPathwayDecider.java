package progression.publishpathway;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.pathway.Pathway;
import progression.publishpathway.PublishPathway.Published;

/** Every competency that a stage asks for stands in the pathway's framework. */
public final class PublishPathwayDecider
    implements Decider<PublishPathway, Curriculum, ProgressionEvent, Published> {

  @Override
  public Boundary<ProgressionEvent> boundary(PublishPathway command) {
    FrameworkId framework = command.definition().framework();
    return new Boundary<>(
        List.of(
            command.curriculum().inForce(framework),
            new Boundary.Criterion<>(
                Tag.pathway(command.pathway()),
                Set.of(PathwayPublished.class),
                command.curriculum().position())));
  }

  @Override
  public Curriculum initial(PublishPathway command) {
    return command.curriculum();
  }

  @Override
  public Curriculum evolve(Curriculum state, ProgressionEvent event, long position) {
    return event instanceof ReferenceEvent reference ? state.evolve(reference, position) : state;
  }

  @Override
  public Decision<ProgressionEvent, Published> decide(PublishPathway command, Curriculum state) {
    FrameworkId id = command.definition().framework();
    Framework framework = state.framework(id);
    if (framework == null) {
      return rejected(
          Rejection.Type.UNKNOWN_FRAMEWORK,
          "the framework %s is not published; publish it first".formatted(id));
    }
    Map<CompetencyId, CompetencyId> resolved = new HashMap<>();
    for (CompetencyId name : command.definition().competencies()) {
      switch (state.resolve(name.value(), id)) {
        case Resolution.Found found -> resolved.put(name, found.competency());
        case Resolution.Unresolved unresolved -> {
          return new Decision.Rejected<>(unresolved.rejection());
        }
      }
    }
    Pathway pathway = command.definition().naming(name -> resolved.getOrDefault(name, name));
    Optional<Framework> owner = state.ownerOf(command.pathway());
    if (owner.isPresent() && !owner.get().id().equals(id)) {
      return rejected(
          Rejection.Type.INVALID_PATHWAY,
          "the pathway belongs to the framework %s".formatted(owner.get().id()));
    }
    Framework.InForce<Pathway> before = framework.pathway(command.pathway()).orElse(null);
    if (before != null && before.definition().equals(pathway)) {
      return accepted(List.of(), new Published(before.version(), false, before.position()));
    }
    int version = before == null ? 1 : before.version() + 1;
    return accepted(
        List.of(new PathwayPublished(command.pathway(), version, id, pathway)),
        new Published(version, true, Decider.pending(0)));
  }
}
