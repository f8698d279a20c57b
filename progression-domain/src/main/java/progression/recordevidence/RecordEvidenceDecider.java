package progression.recordevidence;

import static progression.kernel.Decision.accepted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution;
import progression.event.EvidenceRecorded;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.kernel.Tag;
import progression.mastery.Evidence;
import progression.mastery.Mastery;
import progression.recordevidence.RecordEvidence.Line;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;
import progression.recordevidence.RecordEvidenceState.First;

/**
 * Evidence, the verdict it leads to and all that follows from the verdict are decided at once. Each
 * line is decided on the record as the lines before it leave it.
 */
public final class RecordEvidenceDecider
    implements Decider<RecordEvidence, RecordEvidenceState, ProgressionEvent, List<LineOutcome>> {

  private static final Set<Class<? extends ProgressionEvent>> EVIDENCE =
      Set.of(EvidenceRecorded.class);

  @Override
  public Boundary<ProgressionEvent> boundary(RecordEvidence command) {
    Set<Boundary.Criterion<ProgressionEvent>> criteria = new LinkedHashSet<>();
    criteria.add(Standing.boundary(command.learner()));
    for (Line line : command.lines()) {
      criteria.add(new Boundary.Criterion<>(Tag.evidence(line.submission().id()), EVIDENCE));
      if (line.competency() instanceof Resolution.Found found) {
        criteria.add(
            new Boundary.Criterion<>(
                Tag.learnerCompetency(command.learner(), found.competency()), EVIDENCE));
        criteria.add(command.curriculum().inForce(found.framework()));
      }
    }
    return new Boundary<>(List.copyOf(criteria));
  }

  @Override
  public RecordEvidenceState initial(RecordEvidence command) {
    return new RecordEvidenceState(command);
  }

  @Override
  public RecordEvidenceState evolve(
      RecordEvidenceState state, ProgressionEvent event, long position) {
    switch (event) {
      case LearnerEvent of -> state.happened(of, position);
      case ReferenceEvent of -> state.learned(state.curriculum().evolve(of, position));
    }
    return state;
  }

  @Override
  public Decision<ProgressionEvent, List<LineOutcome>> decide(
      RecordEvidence command, RecordEvidenceState state) {
    List<ProgressionEvent> events = new ArrayList<>();
    List<LineOutcome> outcomes = new ArrayList<>();
    for (Line line : command.lines()) {
      outcomes.add(decide(command, line, state, events));
    }
    return accepted(events, outcomes);
  }

  private static LineOutcome decide(
      RecordEvidence command, Line line, RecordEvidenceState state, List<ProgressionEvent> events) {
    var submission = line.submission();
    Resolution.Found found;
    switch (line.competency()) {
      case Resolution.Found one -> found = one;
      case Resolution.Unresolved none -> {
        return new Refused(submission.id(), none.rejection());
      }
    }
    Evidence evidence = submission.evidence(command.learner(), found.competency());
    First first = state.first(submission.id());
    if (first != null) {
      return again(evidence, first);
    }
    Framework framework = state.curriculum().framework(found.framework());
    if (framework == null || !framework.competencies().containsKey(found.competency())) {
      // the name was resolved just before a version came into force that no longer has it
      var unknown = new Resolution.Unknown(submission.competency(), found.framework());
      return new Refused(submission.id(), unknown.rejection());
    }
    NamedPolicy policy = framework.policyFor(found.competency());
    Optional<Rejection> refusal = refusal(command, evidence, state, policy);
    if (refusal.isPresent()) {
      return new Refused(submission.id(), refusal.get());
    }
    long position = Decider.pending(events.size());
    Ruling ruling = Ruling.of(evidence, state, policy, command.at());
    record(
        new EvidenceRecorded(evidence, framework.id(), framework.version(), ruling.verdict()),
        state,
        events);
    LearnerEvent change = ruling.change(evidence, framework);
    if (change != null) {
      record(change, state, events);
      for (LearnerEvent consequence : state.standing().consequences(framework, submission.id())) {
        record(consequence, state, events);
      }
    }
    First recorded = state.first(submission.id());
    return new InRecord(
        submission.id(),
        false,
        position,
        evidence.competency(),
        ruling.verdict(),
        recorded == null ? List.of() : List.copyOf(recorded.consequences()));
  }

  private static Optional<Rejection> refusal(
      RecordEvidence command,
      Evidence evidence,
      RecordEvidenceState state,
      @Nullable NamedPolicy policy) {
    if (!state.standing().isEnrolled()) {
      return Optional.of(
          new Rejection(
              Rejection.Type.UNKNOWN_LEARNER,
              "the learner %s is not enrolled; enroll her first".formatted(command.learner())));
    }
    if (policy == null || evidence.score() == null) {
      return Optional.empty();
    }
    return Mastery.refusal(policy.definition(), evidence.score())
        .map(why -> new Rejection(Rejection.Type.INVALID_EVIDENCE, why));
  }

  private static LineOutcome again(Evidence evidence, First first) {
    if (!first.event().evidence().equals(evidence)) {
      return new Refused(
          evidence.id(),
          new Rejection(
              Rejection.Type.EVIDENCE_CONFLICT,
              "the evidence %s is recorded with other content; correct it or use another id"
                  .formatted(evidence.id())));
    }
    return new InRecord(
        evidence.id(),
        true,
        first.position(),
        evidence.competency(),
        first.event().verdict(),
        List.copyOf(first.consequences()));
  }

  private static void record(
      LearnerEvent event, RecordEvidenceState state, List<ProgressionEvent> events) {
    state.happened(event, Decider.pending(events.size()));
    events.add(event);
  }
}
