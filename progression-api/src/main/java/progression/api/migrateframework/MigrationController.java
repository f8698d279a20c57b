package progression.api.migrateframework;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.bulk.PatientConnections;
import progression.api.caller.Caller;
import progression.api.intake.Parameters;
import progression.api.migrateframework.MigrationReport.CarriedLine;
import progression.api.migrateframework.MigrationReport.Progress;
import progression.api.problem.BadInput;
import progression.api.problem.Problem;
import progression.api.problem.ProblemAdvice;
import progression.api.problem.ProblemType;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.ledger.CurriculumSource;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCases;
import progression.ledger.json.DomainJson;
import progression.migrateframework.MigrateFramework;
import progression.migrateframework.MigrateFramework.Carried;
import tools.jackson.core.JsonGenerator;

/** Takes learners over to the version of a framework that is in force. */
@RestController
@RequestMapping("/v1/frameworks/{id}/migrate")
final class MigrationController {

  /** How many learners are under way at once. */
  private static final int WINDOW = 64;

  /** After how many learners it is told how far it is. */
  private static final int PROGRESS = 256;

  private final Commands commands;
  private final CurriculumSource curricula;
  private final ShownCompetencies shownCompetencies;

  MigrationController(
      Commands commands, CurriculumSource curricula, ShownCompetencies shownCompetencies) {
    this.commands = commands;
    this.curricula = curricula;
    this.shownCompetencies = shownCompetencies;
  }

  private record UnderWay(
      String learner,
      List<CompetencyId> shown,
      CompletableFuture<Outcome<List<Carried>>> outcome) {}

  @PostMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "MigrateFramework",
      summary = "Takes learners over to the version in force; again, it changes nothing more")
  @ApiResponse(
      responseCode = "200",
      description = "a line for all that is carried over, progress, and a report as the last line",
      content = @Content(mediaType = "application/x-ndjson", schema = @Schema(ref = "Migration")))
  @ApiResponse(responseCode = "404", description = "not-found")
  void migrate(@PathVariable("id") String id, Caller caller, HttpServletResponse response)
      throws IOException {
    FrameworkId framework = Parameters.value("id", id, FrameworkId::new);
    Curriculum curriculum = curricula.fresh(caller.district());
    Framework inForce = curriculum.framework(framework);
    if (inForce == null) {
      throw new BadInput(ProblemType.NOT_FOUND, "there is no such framework");
    }
    Map<String, List<CompetencyId>> learners =
        shownCompetencies.of(caller.district(), framework, curriculum);
    PatientConnections.bePatient();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    MigrationReport report = new MigrationReport(curriculum);
    Lines lines = new Lines(response.getOutputStream());
    Deque<UnderWay> underWay = new ArrayDeque<>();
    try {
      for (var learner : learners.entrySet()) {
        underWay.add(submit(learner.getKey(), learner.getValue(), framework, caller));
        if (underWay.size() == WINDOW) {
          take(underWay.remove(), report, lines, learners.size());
        }
      }
      while (!underWay.isEmpty()) {
        take(underWay.remove(), report, lines, learners.size());
      }
    } catch (RuntimeException failure) {
      // the answer has begun: what was carried over stands, and to ask again goes on from there
      lines.write(ProblemAdvice.problem(failure));
      return;
    }
    lines.write(Map.of("report", report.summary(inForce)));
  }

  private UnderWay submit(
      String learner, List<CompetencyId> shown, FrameworkId framework, Caller caller) {
    var context = caller.bulk();
    return new UnderWay(
        learner,
        shown,
        commands.submit(
            UseCases.MIGRATE_FRAMEWORK,
            caller.district(),
            context,
            learner,
            () ->
                new MigrateFramework(
                    new LearnerId(learner),
                    framework,
                    shown,
                    context.time(),
                    curricula.current(caller.district()))));
  }

  private static void take(UnderWay learner, MigrationReport report, Lines lines, int of)
      throws IOException {
    switch (Commands.await(learner.outcome())) {
      case Outcome.Recorded<List<Carried>> recorded -> {
        report.add(learner.shown(), recorded.outcome());
        for (Carried one : recorded.outcome()) {
          lines.write(line(learner.learner(), one, recorded.position()));
        }
      }
      case Outcome.Refused<List<Carried>> refused ->
          throw new IllegalStateException("refused: " + refused.rejection());
    }
    if (report.learners() % PROGRESS == 0) {
      lines.write(Map.of("progress", new Progress(report.learners(), of)));
    }
  }

  private static CarriedLine line(String learner, Carried one, long position) {
    return new CarriedLine(
        learner,
        one.from().value(),
        one.to().competency().value(),
        DomainJson.mapper().valueToTree(one.by()).stringValue(),
        one.masteredBefore(),
        one.masteredNow(),
        one.changed(),
        position);
  }

  /** Lines of JSON, out at once. */
  private record Lines(OutputStream out) {
    void write(Object line) throws IOException {
      out.write(DomainJson.mapper().writeValueAsBytes(line));
      out.write('\n');
      out.flush();
    }

    void write(Problem problem) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator json = DomainJson.mapper().createGenerator(bytes)) {
        json.writeStartObject();
        json.writeName("problem");
        problem.write(json);
        json.writeEndObject();
      }
      out.write(bytes.toByteArray());
      out.write('\n');
      out.flush();
    }
  }
}
