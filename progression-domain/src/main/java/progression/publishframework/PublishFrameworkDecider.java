package progression.publishframework;

import static java.util.stream.Collectors.joining;
import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.publishframework.PublishFramework.Published;

/** The same package again is no new version. */
public final class PublishFrameworkDecider
    implements Decider<PublishFramework, Curriculum, ProgressionEvent, Published> {

  private static final int MOST_NAMED = 20;

  @Override
  public Boundary<ProgressionEvent> boundary(PublishFramework command) {
    // prerequisites may stand across frameworks, and so may a cycle of them
    return new Boundary<>(
        List.of(
            command.curriculum().inForce(command.framework()),
            new Boundary.Criterion<>(
                Tag.curriculum(),
                Set.of(FrameworkPublished.class),
                command.curriculum().position())));
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
    List<CompetencyId> cycle = state.cycleWith(command.framework(), command.associations());
    if (!cycle.isEmpty()) {
      return rejected(Rejection.Type.PREREQUISITE_CYCLE, named(cycle, command, state));
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

  private static String named(
      List<CompetencyId> cycle, PublishFramework command, Curriculum curriculum) {
    Map<CompetencyId, String> codes = new HashMap<>();
    for (Framework framework : curriculum.frameworks().values()) {
      framework.competencies().values().forEach(one -> code(one, codes));
    }
    command.competencies().forEach(one -> code(one, codes));
    String path =
        Stream.concat(cycle.stream().limit(MOST_NAMED), cycle.stream().limit(1))
            .map(id -> codes.getOrDefault(id, id.value()))
            .collect(joining(" precedes "));
    return "%s%s: each would have to be mastered before the next; take one association out"
        .formatted(
            path,
            cycle.size() > MOST_NAMED ? " after %d more".formatted(cycle.size() - MOST_NAMED) : "");
  }

  private static void code(Competency competency, Map<CompetencyId, String> codes) {
    String code = competency.code();
    if (code != null) {
      codes.put(competency.id(), code);
    }
  }
}
