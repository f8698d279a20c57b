package progression.api.reevaluatepolicy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.consequence.Revision;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.event.Consequence;
import progression.ledger.json.DomainJson;
import progression.mastery.Mastery;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer as it grows: a line for each learner whose verdicts change, every so often how far it
 * has come, and at the end the counts. What is counted is all that is kept in memory.
 */
final class RevisionLines {

  private static final JsonMapper JSON = DomainJson.mapper();

  /** So many learners, then a line on how far it has come. */
  private static final int STEP = 100;

  private final OutputStream out;
  private final Curriculum curriculum;
  private final Framework framework;
  private final long until;
  private final Map<String, Map<String, Long>> changes = new TreeMap<>();
  private long learners;
  private long changed;
  private long events;

  RevisionLines(OutputStream out, Curriculum curriculum, Framework framework, long until) {
    this.out = out;
    this.curriculum = curriculum;
    this.framework = framework;
    this.until = until;
  }

  /** A learner. */
  record Line(
      String learner, List<Revised> revisions, List<VerdictAnswer.Consequence> consequences) {}

  /**
   * A verdict that changes.
   *
   * @param competency the CASE identifier
   * @param estimate in two decimals
   * @param reason of the new verdict, one plain sentence
   */
  record Revised(
      String competency,
      String code,
      String from,
      String to,
      @Nullable BigDecimal estimate,
      String reason) {}

  record Progress(long learners, long changed, long position, long of) {}

  /** How many verdicts change from one status to another. */
  record Change(String from, String to, long verdicts) {}

  /**
   * @param events how many were recorded; none where nothing is written
   */
  record Result(
      String policy,
      int version,
      long position,
      long learners,
      long changed,
      List<Change> changes,
      @Nullable Long events) {}

  /** One learner is done. */
  void add(Learners.Enrolled enrolled, List<Revision> revisions, List<Consequence> decided)
      throws IOException {
    learners++;
    events += decided.size();
    for (Revision revision : revisions) {
      changes
          .computeIfAbsent(Fields.wordFor(revision.from()), none -> new TreeMap<>())
          .merge(Fields.wordFor(revision.to().status()), 1L, Long::sum);
    }
    if (!revisions.isEmpty()) {
      changed++;
      write(
          new Line(
              enrolled.learner().value(),
              revised(revisions),
              VerdictAnswer.consequences(decided, curriculum)));
    }
    if (learners % STEP == 0) {
      write(Map.of("progress", new Progress(learners, changed, enrolled.position(), until)));
      out.flush();
    }
  }

  /** The last line. */
  void finish(String policy, int version, boolean written) throws IOException {
    List<Change> counts =
        changes.entrySet().stream()
            .flatMap(from ->
                from.getValue().entrySet().stream()
                    .map(to -> new Change(from.getKey(), to.getKey(), to.getValue())))
            .toList();
    write(
        Map.of(
            "result",
            new Result(
                policy, version, until, learners, changed, counts, written ? events : null)));
    out.flush();
  }

  /** The last line where it could not be brought to its end. */
  void fail(RuntimeException failure) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeName("problem");
      ProblemAdvice.problem(failure).write(json);
      json.writeEndObject();
    }
    out.write((line + "\n").getBytes(UTF_8));
    out.flush();
  }

  private List<Revised> revised(List<Revision> revisions) {
    return revisions.stream()
        .map(revision -> {
          var to = revision.to();
          BigDecimal estimate = to.estimate();
          return new Revised(
              revision.competency().competency().value(),
              framework.called(revision.competency().competency()),
              Fields.wordFor(revision.from()),
              Fields.wordFor(to.status()),
              estimate == null ? null : Mastery.rounded(estimate),
              to.reason());
        })
        .toList();
  }

  private void write(Object line) throws IOException {
    out.write((JSON.writeValueAsString(line) + "\n").getBytes(UTF_8));
  }
}
