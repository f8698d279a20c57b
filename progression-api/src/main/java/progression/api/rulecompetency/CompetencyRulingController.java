package progression.api.rulecompetency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.verdict.NamedCompetency;
import progression.api.verdict.RulingJson;
import progression.api.verdict.VerdictAnswer;
import progression.curriculum.Curriculum;
import progression.event.Ruling;
import progression.ledger.CurriculumSource;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.UseCases;
import progression.rulecompetency.RuleCompetency;
import progression.rulecompetency.RuleCompetency.Effect;

/** Takes what people rule on the verdict on a competency. */
@RestController
@RequestMapping("/v1/learners/{id}/competencies/{competency}")
@ApiResponse(
    responseCode = "201",
    description = "recorded",
    content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
@ApiResponse(
    responseCode = "200",
    description = "the same was recorded before; the answer of then",
    content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
@ApiResponse(responseCode = "403", description = "may-not-act")
@ApiResponse(responseCode = "404", description = "unknown-learner unknown-competency")
@ApiResponse(responseCode = "409", description = "ruling-conflict")
@ApiResponse(responseCode = "422", description = "ambiguous-competency")
final class CompetencyRulingController {

  private final Commands commands;
  private final CurriculumSource curricula;

  CompetencyRulingController(Commands commands, CurriculumSource curricula) {
    this.commands = commands;
    this.curricula = curricula;
  }

  @PostMapping(path = "/override", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "OverrideVerdict",
      summary = "Vouches for a mastery, whatever the evidence says")
  ResponseEntity<Object> override(
      @PathVariable("id") String id,
      @PathVariable("competency") String competency,
      @RequestParam(name = "framework", required = false) @Nullable String framework,
      Caller caller,
      HttpServletRequest request) {
    return rule(NamedCompetency.of(id, competency, framework), Effect.OVERRIDE, caller, request);
  }

  @PostMapping(path = "/clear-override", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "ClearOverride",
      summary = "Ends an override or a withdrawal: the evidence decides again")
  ResponseEntity<Object> clear(
      @PathVariable("id") String id,
      @PathVariable("competency") String competency,
      @RequestParam(name = "framework", required = false) @Nullable String framework,
      Caller caller,
      HttpServletRequest request) {
    return rule(NamedCompetency.of(id, competency, framework), Effect.CLEAR, caller, request);
  }

  @PostMapping(path = "/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "WithdrawMastery",
      summary = "Withdraws a mastery: it has to be demonstrated again, by other evidence")
  ResponseEntity<Object> withdraw(
      @PathVariable("id") String id,
      @PathVariable("competency") String competency,
      @RequestParam(name = "framework", required = false) @Nullable String framework,
      Caller caller,
      HttpServletRequest request) {
    return rule(NamedCompetency.of(id, competency, framework), Effect.WITHDRAW, caller, request);
  }

  private ResponseEntity<Object> rule(
      NamedCompetency named, Effect effect, Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    Ruling ruling = RulingJson.read(body, caller);
    body.nothingElse();
    CommandContext context = caller.interactive();
    var outcome =
        commands.dispatch(
            UseCases.RULE_COMPETENCY,
            caller.district(),
            context,
            named.learner().value(),
            () -> {
              Curriculum curriculum = curricula.fresh(caller.district());
              return new RuleCompetency(
                  named.learner(),
                  named.in(curriculum),
                  ruling,
                  effect,
                  caller.actor(),
                  context.time(),
                  curriculum);
            });
    return VerdictAnswer.of(null, outcome, curricula.current(caller.district()));
  }
}
