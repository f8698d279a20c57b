package progression.adoptpolicy;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import progression.adoptpolicy.AdoptPolicy.Adopted;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.event.PolicyAdopted;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
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
            command.curriculum().inForce(command.framework()),
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
    Framework framework = state.framework(command.framework());
    if (framework == null) {
      return rejected(
          Rejection.Type.UNKNOWN_FRAMEWORK,
          "the framework %s is not published; publish it first".formatted(command.framework()));
    }
    Optional<Framework> owner = state.ownerOf(command.policy());
    if (owner.isPresent() && !owner.get().id().equals(command.framework())) {
      return rejected(
          Rejection.Type.INVALID_POLICY,
          "the policy belongs to the framework %s".formatted(owner.get().id()));
    }
    List<CompetencyId> competencies = new ArrayList<>();
    for (String name : command.competencies()) {
      switch (state.resolve(name, command.framework())) {
        case Resolution.Found found -> competencies.add(found.competency());
        case Resolution.Unresolved unresolved -> {
          return new Decision.Rejected<>(unresolved.rejection());
        }
      }
    }
    Policy policy;
    try {
      policy = definition(command, competencies);
    } catch (IllegalArgumentException impossible) {
      return rejected(Rejection.Type.INVALID_POLICY, String.valueOf(impossible.getMessage()));
    }
    Optional<Rejection> overlap = overlap(command, policy, framework);
    if (overlap.isPresent()) {
      return new Decision.Rejected<>(overlap.get());
    }
    Framework.InForce<Policy> before = framework.policies().get(command.policy());
    if (before != null && before.definition().equals(policy)) {
      return accepted(List.of(), new Adopted(before.version(), false, before.position()));
    }
    int version = before == null ? 1 : before.version() + 1;
    return accepted(
        List.of(new PolicyAdopted(command.policy(), version, command.framework(), policy)),
        new Adopted(version, true, Decider.pending(0)));
  }

  private static Policy definition(AdoptPolicy command, List<CompetencyId> competencies) {
    return new Policy(
        command.title(),
        command.framework(),
        competencies,
        command.scale(),
        command.method(),
        command.threshold(),
        command.regression(),
        command.prerequisites(),
        command.requirements());
  }

  private static Optional<Rejection> overlap(
      AdoptPolicy command, Policy policy, Framework framework) {
    for (var other : framework.policies().entrySet()) {
      List<CompetencyId> theirs = other.getValue().definition().competencies();
      boolean bothGeneral = theirs.isEmpty() && policy.competencies().isEmpty();
      boolean shared = !Collections.disjoint(theirs, policy.competencies());
      if (!other.getKey().equals(command.policy()) && (bothGeneral || shared)) {
        return Optional.of(
            new Rejection(
                Rejection.Type.POLICY_OVERLAP,
                "the policy %s already applies to %s; adopt a new version of it instead"
                    .formatted(
                        other.getKey(),
                        bothGeneral ? "the whole framework" : "some of these competencies")));
      }
    }
    return Optional.empty();
  }
}
