package progression.api.recordevidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.caller.Caller;
import progression.api.intake.Body;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.curriculum.Curriculum;
import progression.ledger.CurriculumSource;
import progression.ledger.command.Commands;
import progression.recordevidence.RecordEvidence.LineOutcome;
import progression.recordevidence.RecordEvidence.LineOutcome.InRecord;
import progression.recordevidence.RecordEvidence.LineOutcome.Refused;

/** Takes in what a group did together: a piece of evidence, and a command, for each member. */
@RestController
final class GroupEvidenceController {

  private final Recording recording;
  private final CurriculumSource curricula;

  GroupEvidenceController(Recording recording, CurriculumSource curricula) {
    this.recording = recording;
    this.curricula = curricula;
  }

  @PostMapping(path = "/v1/evidence/group", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "RecordGroupEvidence",
      summary = "Records a group's work, which credits each member on her own")
  @ApiResponse(
      responseCode = "201",
      description = "recorded for some member at least",
      content = @Content(schema = @Schema(implementation = GroupAnswer.class)))
  @ApiResponse(
      responseCode = "200",
      description = "nothing new was recorded",
      content = @Content(schema = @Schema(implementation = GroupAnswer.class)))
  ResponseEntity<Object> record(Caller caller, HttpServletRequest request) {
    Fields body = Body.json(request, Body.SMALL);
    List<EvidenceJson> each = EvidenceJson.readGroup(body);
    List<CompletableFuture<List<LineOutcome>>> futures = new ArrayList<>();
    for (EvidenceJson member : each) {
      futures.add(
          recording.submit(
              member.learner(), List.of(member.submission()), caller, caller.interactive()));
    }
    Curriculum curriculum = curricula.current(caller.district());
    List<GroupAnswer.Member> members = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      LineOutcome outcome = Commands.await(futures.get(i)).getFirst();
      members.add(member(each.get(i).learner().value(), outcome, curriculum));
    }
    boolean recorded = members.stream().anyMatch(member -> member.status().equals("recorded"));
    return new ResponseEntity<>(
        new GroupAnswer(body.text("id"), members), recorded ? HttpStatus.CREATED : HttpStatus.OK);
  }

  private static GroupAnswer.Member member(
      String learner, LineOutcome outcome, Curriculum curriculum) {
    return switch (outcome) {
      case InRecord in ->
          new GroupAnswer.Member(
              learner,
              in.answer().again() ? "duplicate" : "recorded",
              VerdictAnswer.of(in.evidence(), in.answer(), curriculum),
              null);
      case Refused refused ->
          new GroupAnswer.Member(
              learner, "rejected", null, ProblemAdvice.answer(refused.rejection()).getBody());
    };
  }
}
