package progression.api.makechoice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.entry.Entering;
import progression.api.entry.EntryAnswers;
import progression.kernel.PathwayId;
import progression.ledger.command.UseCases;
import progression.makechoice.MakeChoice;

/** Takes choices in. */
@RestController
@EntryAnswers
final class ChoiceController {

  private final Entering entering;

  ChoiceController(Entering entering) {
    this.entering = entering;
  }

  @PostMapping(path = "/v1/learners/{id}/choices", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "MakeChoice",
      summary = "Chooses a pathway, or among what a stage of the learner's pathway leaves open")
  @ApiResponse(
      responseCode = "422",
      description =
          "unknown-reference unknown-pathway not-an-option unknown-competency ambiguous-competency")
  ResponseEntity<Object> choose(
      @PathVariable("id") String id, Caller caller, HttpServletRequest request) {
    return entering.enter(
        UseCases.MAKE_CHOICE,
        caller,
        id,
        request,
        (learner, entry, body) -> {
          PathwayId pathway = body.value("pathway", PathwayId::new);
          String stage = body.optionalText("stage");
          List<String> chosen = body.texts("competencies");
          if (stage == null && !chosen.isEmpty()) {
            throw body.refused("competencies", "are options of a stage; say of which");
          }
          return curriculum ->
              MakeChoice.of(
                  learner,
                  entry,
                  pathway,
                  stage,
                  chosen,
                  caller.actor(),
                  Instant.now(),
                  curriculum);
        },
        MakeChoice::isResolved);
  }
}
