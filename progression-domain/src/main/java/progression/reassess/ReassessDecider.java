package progression.reassess;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import java.util.Optional;
import progression.agency.Role;
import progression.consequence.Answer;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.curriculum.Resolution;
import progression.event.Cause;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** The clock is outside: what has expired is found by whoever gives the command. */
public final class ReassessDecider extends RecordDecider<Reassess, Answer> {

  @Override
  public Boundary<ProgressionEvent> boundary(Reassess command) {
    return RecordBoundary.of(
        command.learner(), command.author(), command.curriculum(), List.of(command.competency()));
  }

  @Override
  public Decision<ProgressionEvent, Answer> decide(Reassess command, LearnerRecord record) {
    Optional<Rejection> refusal = record.circle().refusal(command.author(), Role.ASSESSORS);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    Resolution.Found found = command.competency();
    if (record.curriculum().framework(found.framework()) == null) {
      var unknown = new Resolution.Unknown(found.competency().value(), found.framework());
      return new Decision.Rejected<>(unknown.rejection());
    }
    Answer answer = record.reconsider(found, new Cause.ByTime(command.at()), command.at());
    return accepted(record.decided(), answer);
  }
}
