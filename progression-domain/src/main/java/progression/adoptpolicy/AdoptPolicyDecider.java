package progression.adoptpolicy;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import progression.adoptpolicy.AdoptPolicy.Adopted;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.FrameworkId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.mastery.Policy;

/** Of two policies that apply equally specifically to a competency, the second is refused. */
public final class AdoptPolicyDecider
    implements Decider<AdoptPolicy, Curriculum, ProgressionEvent, Adopted> {

  @Override
  public Boundary<ProgressionEvent> boundary(AdoptPolicy command) {
    return new Boundary<>(
        List.of(
            command.curriculum().inForce(command.definition().framework()),
            new Boundary.Criterion<>(
                Tag.policy(command.policy()),
                Set.of(PolicyAdopted.class),
                command.curriculum().position())));
  }

  @Override
  public Curriculum initial(AdoptPolicy command) {
    return command.curriculum();
  }

  @Override
  public Curriculum evolve(Curriculum state, ProgressionEvent event, long position) {
    return event instanceof ReferenceEvent reference ? state.evolve(reference, position) : state;
  }

  @Override
  public Decision<ProgressionEvent, Adopted> decide(AdoptPolicy command, Curriculum state) {
    FrameworkId id = command.definition().framework();
    Framework framework = state.framework(id);
    if (framework == null) {
      return rejected(
          Rejection.Type.UNKNOWN_FRAMEWORK,
          "the framework %s is not published; publish it first".formatted(id));
    }
    Optional<Framework> owner = state.ownerOf(command.policy());
    if (owner.isPresent() && !owner.get().id().equals(id)) {
      return rejected(
          Rejection.Type.INVALID_POLICY,
          "the policy belongs to the framework %s".formatted(owner.get().id()));
    }
    Map<CompetencyId, CompetencyId> resolved = new HashMap<>();
    for (CompetencyId name : command.definition().named().toList()) {
      switch (state.resolve(name.value(), id)) {
        case Resolution.Found found -> resolved.put(name, found.competency());
        case Resolution.Unresolved unresolved -> {
          return new Decision.Rejected<>(unresolved.rejection());
        }
      }
    }
    Policy policy = command.definition().naming(name -> resolved.getOrDefault(name, name));
    Optional<Rejection> overlap = overlap(command, policy, framework);
    if (overlap.isPresent()) {
      return new Decision.Rejected<>(overlap.get());
    }
    Framework.InForce<Policy> before = framework.policy(command.policy()).orElse(null);
    if (before != null && before.definition().equals(policy)) {
      return accepted(List.of(), new Adopted(before.version(), false, before.position()));
    }
    int version = before == null ? 1 : before.version() + 1;
    return accepted(
        List.of(new PolicyAdopted(command.policy(), version, id, policy)),
        new Adopted(version, true, Decider.pending(0)));
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
