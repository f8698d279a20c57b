package progression.adoptpolicy;

import static java.util.Objects.requireNonNull;
import static progression.kernel.Decision.rejected;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.ReferenceDecider;
import progression.curriculum.Versioned;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.mastery.Policy;

/** Of two policies that apply equally specifically to a competency, the second is refused. */
public final class AdoptPolicyDecider extends ReferenceDecider<AdoptPolicy> {

  @Override
  public Decision<ProgressionEvent, Versioned> decide(AdoptPolicy command, Curriculum state) {
    FrameworkId id = command.definition().framework();
    Optional<Rejection> unknown =
        unpublished(state, id).or(() -> state.unresolved(command.definition().named(), id));
    if (unknown.isPresent()) {
      return rejected(unknown.get());
    }
    Framework framework = requireNonNull(state.framework(id));
    Optional<Framework> owner = state.ownerOf(command.policy());
    if (owner.isPresent() && !owner.get().id().equals(id)) {
      return rejected(
          Rejection.Type.INVALID_POLICY,
          "the policy belongs to the framework %s".formatted(owner.get().id()));
    }
    Policy policy = command.definition().naming(state.naming(id));
    Optional<Rejection> overlap = overlap(command, policy, framework);
    if (overlap.isPresent()) {
      return rejected(overlap.get());
    }
    Framework.InForce<Policy> before = framework.policy(command.policy()).orElse(null);
    if (before != null && before.definition().equals(policy)) {
      return unchanged(before.version(), before.position());
    }
    int version = before == null ? 1 : before.version() + 1;
    return changed(new PolicyAdopted(command.policy(), version, id, policy));
  }

  private static Optional<Rejection> overlap(
      AdoptPolicy command, Policy policy, Framework framework) {
    for (NamedPolicy other : framework.policiesInForce()) {
      List<CompetencyId> theirs = other.definition().competencies();
      boolean bothGeneral = theirs.isEmpty() && policy.competencies().isEmpty();
      boolean shared = !Collections.disjoint(theirs, policy.competencies());
      if (!other.id().equals(command.policy()) && (bothGeneral || shared)) {
        return Optional.of(
            new Rejection(
                Rejection.Type.POLICY_OVERLAP,
                "the policy %s already applies to %s; adopt a new version of it instead"
                    .formatted(
                        other.id(),
                        bothGeneral ? "the whole framework" : "some of these competencies")));
      }
    }
    return Optional.empty();
  }
}
