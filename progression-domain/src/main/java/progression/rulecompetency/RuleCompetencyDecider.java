package progression.rulecompetency;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Role;
import progression.consequence.Answer;
import progression.consequence.LearnerRecord;
import progression.consequence.RulingDecider;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.event.CompetencyRuled;
import progression.event.EvidenceSetAside;
import progression.event.OverrideCleared;
import progression.event.ProgressionEvent;
import progression.event.VerdictEvent;
import progression.event.VerdictOverridden;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.EvidenceId;
import progression.kernel.Rejection;
import progression.mastery.Verdict;
import progression.rulecompetency.RuleCompetency.Effect;

/**
 * A ruling stands beside the evidence, which goes on being judged underneath. What no version has
 * any more is not vouched for anew, but what was ruled on it can be ended.
 */
public final class RuleCompetencyDecider extends RulingDecider<RuleCompetency> {

  public RuleCompetencyDecider() {
    super(Set.of(Role.TEACHER));
  }

  @Override
  protected Decision<ProgressionEvent, Answer> rule(RuleCompetency command, LearnerRecord record) {
    CompetencyId competency = command.competency().competency();
    Framework framework = record.curriculum().framework(command.competency().framework());
    boolean vouches = command.effect() == Effect.OVERRIDE;
    if (framework == null || (vouches && !framework.competencies().containsKey(competency))) {
      var unknown = new Resolution.Unknown(competency.value(), command.competency().framework());
      return new Decision.Rejected<>(unknown.rejection());
    }
    String misfit = misfit(command, record);
    if (misfit != null) {
      return rejected(Rejection.Type.RULING_CONFLICT, misfit);
    }
    List<EvidenceId> shown = record.showing(command.competency());
    Answer answer =
        record.decide(
            command.competency(),
            command.at(),
            finding -> event(command, framework, shown, finding.verdict()));
    return accepted(record.decided(), answer);
  }

  /** Why the ruling would change nothing or can not be; none where it fits. */
  private static @Nullable String misfit(RuleCompetency command, LearnerRecord record) {
    CompetencyId competency = command.competency().competency();
    return switch (command.effect()) {
      case OVERRIDE ->
          record.isOverridden(competency) ? "an override is in force; clear it first" : null;
      case CLEAR -> record.isRuled(competency) ? null : "there is no ruling to be cleared";
      case WITHDRAW ->
          record.standing().hasMastered(competency)
              ? null
              : "the record claims no mastery of %s".formatted(competency);
    };
  }

  @Override
  protected boolean isSame(RuleCompetency command, @Nullable VerdictEvent first) {
    return first instanceof CompetencyRuled before
        && before.ruling().equals(command.ruling())
        && effect(before) == command.effect();
  }

  private static Effect effect(CompetencyRuled event) {
    return switch (event) {
      case VerdictOverridden _ -> Effect.OVERRIDE;
      case OverrideCleared _ -> Effect.CLEAR;
      case EvidenceSetAside _ -> Effect.WITHDRAW;
    };
  }

  private static CompetencyRuled event(
      RuleCompetency of, Framework in, List<EvidenceId> shown, Verdict verdict) {
    CompetencyId competency = of.competency().competency();
    return switch (of.effect()) {
      case OVERRIDE ->
          new VerdictOverridden(
              of.learner(), competency, in.id(), in.version(), of.ruling(), verdict);
      case CLEAR ->
          new OverrideCleared(
              of.learner(), competency, in.id(), in.version(), of.ruling(), verdict);
      case WITHDRAW ->
          new EvidenceSetAside(
              of.learner(), competency, in.id(), in.version(), of.ruling(), shown, verdict);
    };
  }
}
