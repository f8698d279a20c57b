package progression.api.enrolllearner;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.curriculum.Curriculum;
import progression.enrolllearner.EnrollLearner;
import progression.enrolllearner.EnrollLearner.Enrolled;
import progression.ledger.CurriculumSource;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;

/** Completes enrolments with what is in force and has them decided. */
@Component
final class Enrolling {

  private final Commands commands;
  private final CurriculumSource curricula;

  Enrolling(Commands commands, CurriculumSource curricula) {
    this.commands = commands;
    this.curricula = curricula;
  }

  CompletableFuture<Outcome<Enrolled>> submit(
      EnrollmentJson json, Caller caller, CommandContext context) {
    String district = caller.district();
    return commands.submit(
        UseCases.ENROLL_LEARNER,
        district,
        context,
        json.learner().value(),
        () ->
            new EnrollLearner(
                json.learner(),
                json.pathways(),
                json.description(),
                caller.actor(),
                Instant.now(),
                curriculum(json, district)));
  }

  /** Only what is not known here is asked for afresh. */
  private Curriculum curriculum(EnrollmentJson json, String district) {
    Curriculum current = curricula.current(district);
    return json.pathways().stream().allMatch(pathway -> current.ownerOf(pathway).isPresent())
        ? current
        : curricula.fresh(district);
  }
}
