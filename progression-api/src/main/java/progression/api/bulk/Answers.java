package progression.api.bulk;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.api.problem.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Results as lines of JSON, gathered until they are released, and counted for the summary. */
final class Answers {

  private static final JsonFactory JSON =
      JsonFactory.builder().rootValueSeparator((String) null).build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes);
  private final List<RejectedLine> rejected = new ArrayList<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final String subject;
  private long unkept;

  /**
   * @param subject the name of the field with the id of what a line is about
   * @param statuses what may become of a line that is not rejected
   */
  Answers(String subject, List<String> statuses) {
    this.subject = subject;
    counts.put("lines", 0L);
    statuses.forEach(status -> counts.put(status, 0L));
    counts.put("rejected", 0L);
  }

  void add(Line<?> line, LineResult result) {
    count("lines");
    json.writeStartObject();
    json.writeNumberProperty("line", line.number());
    line.names().forEach(json::writeStringProperty);
    switch (result) {
      case LineResult.Done done -> {
        count(done.status());
        json.writeStringProperty(subject, done.subject());
        json.writeStringProperty("status", done.status());
        json.writeNumberProperty("position", done.position());
      }
      case LineResult.Rejected refused -> {
        count("rejected");
        rejected.add(new RejectedLine(line.number(), line.lane(), line.bytes(), refused.problem()));
        if (refused.subject() != null) {
          json.writeStringProperty(subject, refused.subject());
        }
        json.writeStringProperty("status", "rejected");
        json.writeName("problem");
        refused.problem().write(json);
      }
    }
    endLine();
  }

  /**
   * The last line.
   *
   * @param problem why the input was not read to its end; none if it was
   */
  void summarize(@Nullable Problem problem) {
    json.writeStartObject();
    json.writeObjectPropertyStart("summary");
    counts.forEach(json::writeNumberProperty);
    if (unkept > 0) {
      json.writeNumberProperty("unkept", unkept);
    }
    json.writeEndObject();
    if (problem != null) {
      json.writeName("problem");
      problem.write(json);
    }
    endLine();
  }

  /** Lines that were rejected since this was last asked. */
  List<RejectedLine> takeRejected() {
    List<RejectedLine> taken = List.copyOf(rejected);
    rejected.clear();
    return taken;
  }

  /** So many rejected lines are not kept for mending: the summary says so. True the first time. */
  boolean couldNotKeep(int lines) {
    boolean first = unkept == 0;
    unkept += lines;
    return first;
  }

  /** The lines since this was last asked. */
  byte[] takeBytes() {
    json.flush();
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  /** Whether it is time to release, whether or not more is ready. */
  boolean isFull() {
    json.flush();
    return bytes.size() >= 1 << 16 || rejected.size() >= 500;
  }

  private void count(String status) {
    counts.merge(status, 1L, Long::sum);
  }

  private void endLine() {
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
