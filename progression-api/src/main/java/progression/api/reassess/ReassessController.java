package progression.api.reassess;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.verdict.NamedCompetency;
import progression.api.verdict.VerdictAnswer;
import progression.curriculum.Curriculum;
import progression.ledger.CurriculumSource;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.UseCases;
import progression.reassess.Reassess;

/** Looks at a verdict again, as of now. */
@RestController
final class ReassessController {

  private final Commands commands;
  private final CurriculumSource curricula;

  ReassessController(Commands commands, CurriculumSource curricula) {
    this.commands = commands;
    this.curricula = curricula;
  }

  @PostMapping("/v1/learners/{id}/competencies/{competency}/reassess")
  @Operation(
      operationId = "Reassess",
      summary = "Looks at a verdict again as of now: a mastery may have expired")
  @ApiResponse(
      responseCode = "201",
      description = "something changed",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "nothing changed, and nothing was recorded",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @ApiResponse(responseCode = "403", description = "may-not-act")
  @ApiResponse(responseCode = "404", description = "unknown-learner unknown-competency")
  @ApiResponse(responseCode = "422", description = "ambiguous-competency")
  ResponseEntity<Object> reassess(
      @PathVariable("id") String id,
      @PathVariable("competency") String competency,
      @RequestParam(name = "framework", required = false) @Nullable String framework,
      Caller caller) {
    NamedCompetency named = NamedCompetency.of(id, competency, framework);
    CommandContext context = caller.interactive();
    var outcome =
        commands.dispatch(
            UseCases.REASSESS,
            caller.district(),
            context,
            named.learner().value(),
            () -> {
              Curriculum curriculum = curricula.fresh(caller.district());
              return new Reassess(
                  named.learner(),
                  named.in(curriculum),
                  caller.actor(),
                  context.time(),
                  curriculum);
            });
    return VerdictAnswer.of(null, outcome, curricula.current(caller.district()));
  }
}
