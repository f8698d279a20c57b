package progression.api.revision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.api.problem.ProblemAdvice;
import progression.api.verdict.VerdictAnswer;
import progression.consequence.Revised;
import progression.consequence.Revision;
import progression.curriculum.Curriculum;
import progression.ledger.json.DomainJson;
import progression.mastery.Mastery;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer as it grows: a line for each learner whose verdicts change, every so often how far it
 * has come, and at the end the counts. What is counted is all that is kept in memory.
 */
public final class RevisionLines {

  private static final JsonMapper JSON = DomainJson.mapper();

  /** So many learners, then a line on how far it has come. */
  private static final int STEP = 100;

  private final OutputStream out;
  private final Curriculum curriculum;
  private final long until;
  private final Map<String, Map<String, Long>> changes = new TreeMap<>();
  private long learners;
  private long changed;
  private long events;

  RevisionLines(OutputStream out, Curriculum curriculum, long until) {
    this.out = out;
    this.curriculum = curriculum;
    this.until = until;
  }

  /** A learner for whom something changes. */
  record Line(
      String learner, List<Changed> revisions, List<VerdictAnswer.Consequence> consequences) {}

  /**
   * A verdict that changes.
   *
   * @param competency the CASE identifier
   * @param estimate in two decimals
   * @param reason of the new verdict, one plain sentence
   */
  record Changed(
      String competency,
      String code,
      String from,
      String to,
      @Nullable BigDecimal estimate,
      String reason) {}

  record Progress(long learners, long changed, long position, long of) {}

  /** How many verdicts change from one status to another. */
  public record Change(String from, String to, long verdicts) {}

  /**
   * What it comes to.
   *
   * @param position up to where in the ledger learners were looked for
   * @param changed how many learners it changes
   * @param events how many are recorded, or would be: also where a mastery that holds is claimed
   *     under another version from then on
   */
  public record Counts(
      long position, long learners, long changed, List<Change> changes, long events) {}

  /** One learner is done. */
  void add(Learners.Enrolled enrolled, Revised revised) throws IOException {
    List<Revision> revisions = revised.revisions();
    learners++;
    events += revised.events().size();
    for (Revision revision : revisions) {
      changes
          .computeIfAbsent(Fields.wordFor(revision.from()), none -> new TreeMap<>())
          .merge(Fields.wordFor(revision.to().status()), 1L, Long::sum);
    }
    if (revised.isNews()) {
      changed++;
      write(
          new Line(
              enrolled.learner().value(),
              changed(revisions),
              VerdictAnswer.consequences(revised.events(), curriculum)));
    }
    if (learners % STEP == 0) {
      write(Map.of("progress", new Progress(learners, changed, enrolled.position(), until)));
      out.flush();
    }
  }

  /** The last line. */
  void finish(Function<Counts, Object> result) throws IOException {
    List<Change> counts =
        changes.entrySet().stream()
            .flatMap(from ->
                from.getValue().entrySet().stream()
                    .map(to -> new Change(from.getKey(), to.getKey(), to.getValue())))
            .toList();
    write(Map.of("result", result.apply(new Counts(until, learners, changed, counts, events))));
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

  private List<Changed> changed(List<Revision> revisions) {
    return revisions.stream()
        .map(revision -> {
          var to = revision.to();
          BigDecimal estimate = to.estimate();
          return new Changed(
              revision.competency().competency().value(),
              curriculum.nameOf(revision.competency().competency()),
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
