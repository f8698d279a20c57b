package progression.publishframework;

import static java.util.stream.Collectors.joining;
import static progression.kernel.Decision.rejected;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.ReferenceDecider;
import progression.curriculum.Versioned;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Competency;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** The same package again is no new version. */
public final class PublishFrameworkDecider extends ReferenceDecider<PublishFramework> {

  private static final int MOST_NAMED = 20;

  @Override
  public Decision<ProgressionEvent, Versioned> decide(PublishFramework command, Curriculum state) {
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
      return unchanged(before.version(), before.position());
    }
    List<CompetencyId> cycle = state.cycleWith(command.framework(), command.associations());
    if (!cycle.isEmpty()) {
      return rejected(Rejection.Type.PREREQUISITE_CYCLE, named(cycle, command, state));
    }
    int version = before == null ? 1 : before.version() + 1;
    return changed(
        new FrameworkPublished(
            command.framework(),
            version,
            command.title(),
            command.caseVersion(),
            command.competencies(),
            command.associations(),
            command.digest(),
            command.casePackage()));
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
