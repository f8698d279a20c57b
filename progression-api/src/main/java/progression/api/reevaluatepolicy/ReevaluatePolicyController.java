package progression.api.reevaluatepolicy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Parameters;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemType;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.kernel.PolicyId;
import progression.ledger.CurriculumSource;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;
import progression.reevaluatepolicy.ReevaluatePolicy;
import progression.reevaluatepolicy.ReevaluatePolicy.Reevaluated;

/**
 * Evaluates every learner again by the version of a policy that is in force, a command for each.
 * Whatever ends it, asking again goes on with what is not done yet.
 */
@RestController
final class ReevaluatePolicyController {

  /** So many learners at a time. */
  private static final int WINDOW = 32;

  private final Commands commands;
  private final Ledgers ledgers;
  private final CurriculumSource curricula;

  ReevaluatePolicyController(Commands commands, Ledgers ledgers, CurriculumSource curricula) {
    this.commands = commands;
    this.ledgers = ledgers;
    this.curricula = curricula;
  }

  private record Sent(
      Learners.Enrolled enrolled, CompletableFuture<Outcome<Reevaluated>> outcome) {}

  @PostMapping("/v1/policies/{id}/re-evaluate")
  @Operation(
      operationId = "ReevaluatePolicy",
      summary = "Evaluates every learner again by the version of a policy that is in force")
  @ApiResponse(
      responseCode = "200",
      description = "a line for each learner whom it changed, progress, then the result",
      content =
          @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "RevisionLine")))
  @ApiResponse(responseCode = "404", description = "not-found")
  void reevaluate(@PathVariable("id") String id, Caller caller, HttpServletResponse response)
      throws IOException {
    PolicyId policy = Parameters.value("id", id, PolicyId::new);
    Curriculum inForce = curricula.fresh(caller.district());
    Framework framework =
        inForce
            .ownerOf(policy)
            .orElseThrow(() -> new BadInput(ProblemType.NOT_FOUND, "there is no such policy"));
    int version = framework.policy(policy).orElseThrow().version();
    LedgerReader reader = ledgers.of(caller.district()).reader();
    long until = reader.head().position();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    RevisionLines lines = new RevisionLines(response.getOutputStream(), inForce, framework, until);
    try {
      run(policy, caller, new Learners(reader, until), lines);
    } catch (RuntimeException failure) {
      lines.fail(failure);
      return;
    }
    lines.finish(id, version, true);
  }

  private void run(PolicyId policy, Caller caller, Learners learners, RevisionLines lines)
      throws IOException {
    Deque<Sent> sent = new ArrayDeque<>();
    while (learners.hasNext()) {
      if (sent.size() == WINDOW) {
        take(sent.removeFirst(), lines);
      }
      Learners.Enrolled enrolled = learners.next();
      sent.add(
          new Sent(
              enrolled,
              commands.submit(
                  UseCases.REEVALUATE_POLICY,
                  caller.district(),
                  caller.bulk(),
                  enrolled.learner().value(),
                  () ->
                      new ReevaluatePolicy(
                          enrolled.learner(),
                          policy,
                          Instant.now(),
                          curricula.current(caller.district())))));
    }
    while (!sent.isEmpty()) {
      take(sent.removeFirst(), lines);
    }
  }

  private static void take(Sent sent, RevisionLines lines) throws IOException {
    switch (Commands.await(sent.outcome())) {
      case Outcome.Recorded<Reevaluated> recorded ->
          lines.add(sent.enrolled(), recorded.outcome().revisions(), recorded.outcome().events());
      case Outcome.Refused<Reevaluated> refused ->
          throw new IllegalStateException("refused: " + refused.rejection());
    }
  }
}
