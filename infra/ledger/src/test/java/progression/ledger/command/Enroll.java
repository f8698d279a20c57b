package progression.ledger.command;

import java.util.List;
import java.util.Set;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.LearnerId;
import progression.kernel.Rejection;
import progression.kernel.Tag;

/** A small command: a learner is enrolled once, and nobody of the name "nobody". */
record Enroll(LearnerId learner) {

  static Enroll of(String learner) {
    return new Enroll(new LearnerId(learner));
  }

  /** A use case that does something more between reading and deciding. */
  static UseCase<Enroll, Long, String> useCase(String name, Runnable meanwhile) {
    return new UseCase<>(name, new EnrollDecider(meanwhile));
  }

  private record EnrollDecider(Runnable meanwhile)
      implements Decider<Enroll, Long, ProgressionEvent, String> {

    @Override
    public Boundary<ProgressionEvent> boundary(Enroll command) {
      return new Boundary<>(
          List.of(
              new Boundary.Criterion<>(
                  Tag.learner(command.learner), Set.of(LearnerEnrolled.class))));
    }

    @Override
    public Long initial(Enroll command) {
      return Boundary.START;
    }

    @Override
    public Long evolve(Long state, ProgressionEvent event, long position) {
      return position;
    }

    @Override
    public Decision<ProgressionEvent, String> decide(Enroll command, Long state) {
      meanwhile.run();
      if (command.learner.value().equals("nobody")) {
        return Decision.rejected(Rejection.Type.UNKNOWN_LEARNER, "nobody is nobody");
      }
      return state == Boundary.START
          ? Decision.accepted(List.of(new LearnerEnrolled(command.learner)), "enrolled")
          : Decision.accepted(List.of(), "enrolled at " + state);
    }
  }
}
