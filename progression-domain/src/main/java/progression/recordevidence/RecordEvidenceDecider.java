package progression.recordevidence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static progression.kernel.Decision.accepted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.agency.Role;
import progression.consequence.Answer;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution;
import progression.event.Cause;
import progression.event.EvidenceRecorded;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.mastery.Evidence;
import progression.mastery.Mastery;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence.Line;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;

/**
 * Evidence, the verdict it leads to and all that follows from the verdict are decided at once. Each
 * line is decided on the record as the lines before it leave it.
 */
public final class RecordEvidenceDecider extends RecordDecider<RecordEvidence, List<LineOutcome>> {

  private static final Set<Class<? extends ProgressionEvent>> RECORDED =
      Set.of(EvidenceRecorded.class);

  /** Who may hand in what somebody else has to judge. */
  private static final Set<Role> AROUND_HER =
      Stream.concat(Stream.of(Role.LEARNER), Role.BY_RELATIONSHIP.stream())
          .collect(toUnmodifiableSet());

  @Override
  public Boundary<ProgressionEvent> boundary(RecordEvidence command) {
    Set<Boundary.Criterion<ProgressionEvent>> criteria = new LinkedHashSet<>();
    Set<Resolution.Found> competencies = new LinkedHashSet<>();
    for (Line line : command.lines()) {
      criteria.add(Boundary.Criterion.unlikely(Tag.evidence(line.submission().id()), RECORDED));
      if (line.competency() instanceof Resolution.Found found) {
        competencies.add(found);
      }
    }
    criteria.addAll(
        RecordBoundary.of(command.learner(), command.author(), command.curriculum(), competencies)
            .anyOf());
    return new Boundary<>(List.copyOf(criteria));
  }

  @Override
  protected List<Cause> asked(RecordEvidence command) {
    return command.lines().stream()
        .<Cause>map(line -> new Cause.ByEvidence(line.submission().id()))
        .toList();
  }

  @Override
  public Decision<ProgressionEvent, List<LineOutcome>> decide(
      RecordEvidence command, LearnerRecord record) {
    List<LineOutcome> outcomes = new ArrayList<>();
    for (Line line : command.lines()) {
      outcomes.add(decide(command, line, record));
    }
    return accepted(record.decided(), outcomes);
  }

  private static LineOutcome decide(RecordEvidence command, Line line, LearnerRecord record) {
    var submission = line.submission();
    Cause cause = new Cause.ByEvidence(submission.id());
    Answer before = record.answer(cause);
    if (before != null) {
      return record.first(cause) instanceof EvidenceRecorded first
              && isSame(first.evidence(), command.learner(), line)
          ? new InRecord(submission.id(), before)
          : conflict(submission.id());
    }
    Resolution.Found found;
    switch (line.competency()) {
      case Resolution.Found one -> found = one;
      case Resolution.Unresolved none -> {
        return new Refused(submission.id(), none.rejection());
      }
    }
    Evidence evidence = submission.evidence(command.learner(), found.competency());
    Framework framework = requireNonNull(record.curriculum().framework(found.framework()));
    NamedPolicy policy = framework.policyFor(found.competency());
    Optional<Rejection> refusal = refusal(command, evidence, record, policy);
    return refusal.isPresent()
        ? new Refused(submission.id(), refusal.get())
        : new InRecord(
            submission.id(),
            record.decide(
                found,
                command.at(),
                finding ->
                    new EvidenceRecorded(
                        evidence,
                        framework.id(),
                        framework.version(),
                        finding.verdict(),
                        finding.leftOut(evidence.id()))));
  }

  private static Optional<Rejection> refusal(
      RecordEvidence command,
      Evidence evidence,
      LearnerRecord record,
      @Nullable NamedPolicy policy) {
    Score score = evidence.score();
    Set<Role> roles = score == null ? AROUND_HER : Role.ASSESSORS;
    return record
        .circle()
        .refusal(command.author(), roles)
        .or(() ->
            policy == null || score == null
                ? Optional.empty()
                : Mastery.refusal(policy.definition(), score)
                    .map(why -> new Rejection(Rejection.Type.INVALID_EVIDENCE, why)));
  }

  /** By a name that may stand for more or for nothing today: it did not when it was recorded. */
  private static boolean isSame(Evidence first, LearnerId learner, Line line) {
    return line.competency().canMean(first.competency())
        && line.submission().evidence(learner, first.competency()).equals(first);
  }

  private static Refused conflict(EvidenceId evidence) {
    return new Refused(
        evidence,
        new Rejection(
            Rejection.Type.EVIDENCE_CONFLICT,
            "the evidence %s is recorded with other content; correct it or use another id"
                .formatted(evidence)));
  }
}
