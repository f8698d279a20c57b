package progression.reassess;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.List;
import progression.consequence.Answer;
import progression.consequence.LearnerRecord;
import progression.curriculum.Resolution;
import progression.event.Cause;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Rejection;

/** The clock is outside: what has expired is found by whoever gives the command. */
public final class ReassessDecider
    implements Decider<Reassess, LearnerRecord, ProgressionEvent, Answer> {

  @Override
  public Boundary<ProgressionEvent> boundary(Reassess command) {
    return new Boundary<>(
        List.copyOf(
            LearnerRecord.boundary(
                command.learner(), command.curriculum(), List.of(command.competency()))));
  }

  @Override
  public LearnerRecord initial(Reassess command) {
    return new LearnerRecord(command.learner(), command.curriculum(), List.of());
  }

  @Override
  public LearnerRecord evolve(LearnerRecord record, ProgressionEvent event, long position) {
    return record.evolve(event, position);
  }

  @Override
  public Decision<ProgressionEvent, Answer> decide(Reassess command, LearnerRecord record) {
    if (!record.standing().isEnrolled()) {
      return rejected(
          Rejection.Type.UNKNOWN_LEARNER,
          "the learner %s is not enrolled; enroll her first".formatted(command.learner()));
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
