package progression.publishframework;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.event.FrameworkPublished;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.publishframework.PublishFramework.Published;

/** The same package again is no new version. */
public final class PublishFrameworkDecider
    implements Decider<PublishFramework, Curriculum, ProgressionEvent, Published> {

  @Override
  public Boundary<ProgressionEvent> boundary(PublishFramework command) {
    return new Boundary<>(List.of(command.curriculum().inForce(command.framework())));
  }

  @Override
  public Curriculum initial(PublishFramework command) {
    return command.curriculum();
  }

  @Override
  public Curriculum evolve(Curriculum state, ProgressionEvent event, long position) {
    return event instanceof ReferenceEvent reference ? state.evolve(reference, position) : state;
  }

  @Override
  public Decision<ProgressionEvent, Published> decide(PublishFramework command, Curriculum state) {
    Set<CompetencyId> ids = new HashSet<>();
    for (var competency : command.competencies()) {
      if (!ids.add(competency.id())) {
        return rejected(
            Rejection.Type.INVALID_FRAMEWORK,
            "the CFItem identifier %s stands twice".formatted(competency.id()));
      }
    }
    if (ids.isEmpty()) {
      return rejected(Rejection.Type.INVALID_FRAMEWORK, "the package has no CFItem");
    }
    Framework before = state.framework(command.framework());
    if (before != null && before.digest().equals(command.digest())) {
      return accepted(
          List.of(), new Published(before.version(), ids.size(), false, before.position()));
    }
    int version = before == null ? 1 : before.version() + 1;
    return accepted(
        List.of(
            new FrameworkPublished(
                command.framework(),
                version,
                command.title(),
                command.caseVersion(),
                command.competencies(),
                command.associations(),
                command.digest(),
                command.casePackage())),
        new Published(version, ids.size(), true, Decider.pending(0)));
  }
}
