package progression.publishpathway;

import static java.util.Objects.requireNonNull;
import static progression.kernel.Decision.rejected;

import java.math.BigDecimal;
import java.util.Optional;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.ReferenceDecider;
import progression.curriculum.Versioned;
import progression.event.PathwayPublished;
import progression.event.ProgressionEvent;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.mastery.Mastery;
import progression.mastery.Score;
import progression.pathway.Pathway;
import progression.pathway.Requirement.Mastered;

/**
 * Every competency that a stage asks for stands in the pathway's framework, and every level on the
 * scale of the policy in force for it, if there is one.
 */
public final class PublishPathwayDecider extends ReferenceDecider<PublishPathway> {

  @Override
  public Decision<ProgressionEvent, Versioned> decide(PublishPathway command, Curriculum state) {
    FrameworkId id = command.definition().framework();
    Optional<Rejection> unknown =
        unpublished(state, id)
            .or(() -> state.unresolved(command.definition().competencies().stream(), id));
    if (unknown.isPresent()) {
      return rejected(unknown.get());
    }
    Framework framework = requireNonNull(state.framework(id));
    Pathway pathway = command.definition().naming(state.naming(id));
    Optional<Framework> owner = state.ownerOf(command.pathway());
    if (owner.isPresent() && !owner.get().id().equals(id)) {
      return rejected(
          Rejection.Type.INVALID_PATHWAY,
          "the pathway belongs to the framework %s".formatted(owner.get().id()));
    }
    Framework.InForce<Pathway> before = framework.pathway(command.pathway()).orElse(null);
    if (before != null && before.definition().equals(pathway)) {
      return unchanged(before.version(), before.position());
    }
    Optional<String> offScale = offScale(pathway, framework, state);
    if (offScale.isPresent()) {
      return rejected(Rejection.Type.INVALID_PATHWAY, offScale.get());
    }
    int version = before == null ? 1 : before.version() + 1;
    return changed(new PathwayPublished(command.pathway(), version, id, pathway));
  }

  /** Why nobody could reach one of its levels by the policies in force. */
  private static Optional<String> offScale(
      Pathway pathway, Framework framework, Curriculum curriculum) {
    return pathway
        .asked()
        .flatMap(asked -> offScale(asked, framework, curriculum).stream())
        .findFirst();
  }

  private static Optional<String> offScale(
      Mastered asked, Framework framework, Curriculum curriculum) {
    NamedPolicy policy = framework.policyFor(asked.competency());
    BigDecimal level = asked.level();
    return policy == null || level == null
        ? Optional.empty()
        : Mastery.refusal(policy.definition(), new Score.Level(level))
            .map(why ->
                "%s: the competency %s is decided by the policy %s"
                    .formatted(why, curriculum.nameOf(asked.competency()), policy.id()));
  }
}
