package progression.api.problem;

import static java.lang.Character.SURROGATE;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import progression.kernel.Rejection;
import tools.jackson.core.JsonGenerator;

/**
 * What a caller is told when something went wrong.
 *
 * @param slug the stable name of the kind of problem
 * @param title the same for every problem of the kind
 * @param status the HTTP status
 * @param detail one sentence on this occurrence, and what to do about it
 * @param place where in the request it lies, where that can be said
 */
public record Problem(String slug, String title, int status, String detail, @Nullable Place place) {

  private static final int MAX_DETAIL = 1_000;

  public Problem {
    detail = printable(detail);
  }

  /** What the type of every problem starts with; the slug follows. */
  public static final String TYPES = "/problems/";

  public static Problem of(ProblemType type, String detail, @Nullable Place place) {
    return new Problem(type.slug(), type.title(), type.status(), detail, place);
  }

  public static Problem of(ProblemType type, String detail) {
    return of(type, detail, null);
  }

  /** A refusal of the domain. */
  public static Problem of(Rejection rejection) {
    Rejection.Type type = rejection.type();
    return new Problem(type.slug(), type.title(), status(type), rejection.detail(), null);
  }

  /** The table of the domain's refusals: what is missing is 404 only where the caller names it. */
  static int status(Rejection.Type type) {
    return switch (type) {
      case INVALID_EVIDENCE,
          INVALID_FRAMEWORK,
          PREREQUISITE_CYCLE,
          INVALID_POLICY,
          INVALID_PATHWAY ->
          400;
      case MAY_NOT_ACT -> 403;
      case UNKNOWN_LEARNER, UNKNOWN_EVIDENCE, UNKNOWN_ENTRY -> 404;
      case EVIDENCE_CONFLICT,
          RULING_CONFLICT,
          POLICY_OVERLAP,
          MAPPING_OVERLAP,
          ENTRY_CONFLICT,
          ENTRY_CLOSED ->
          409;
      case UNKNOWN_COMPETENCY,
          AMBIGUOUS_COMPETENCY,
          UNKNOWN_FRAMEWORK,
          UNKNOWN_PATHWAY,
          UNKNOWN_REFERENCE,
          NOT_AN_OPTION ->
          422;
    };
  }

  /** The same, where the path names what does not exist. */
  public Problem missing() {
    return new Problem(slug, title, ProblemType.NOT_FOUND.status(), detail, place);
  }

  /** The same, at another place. */
  public Problem at(Place elsewhere) {
    return new Problem(slug, title, status, detail, elsewhere);
  }

  /** The URI reference that names the kind of problem. */
  public String type() {
    return TYPES + slug;
  }

  /** The members that say where the problem lies. */
  public Map<String, Object> placeMembers() {
    Map<String, Object> members = new LinkedHashMap<>();
    switch (place) {
      case null -> {}
      case Place.Pointer at -> members.put("pointer", at.pointer());
      case Place.Position at -> {
        members.put("line", at.line());
        members.put("column", at.column());
      }
      case Place.Header at -> members.put("header", at.name());
      case Place.Parameter at -> members.put("parameter", at.name());
    }
    return members;
  }

  /** What callers sent comes back in problems: cut short, and without what no text can hold. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(MAX_DETAIL)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == SURROGATE ? 0xFFFD : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** Writes it as a JSON object. */
  public void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("type", type());
    json.writeStringProperty("title", title);
    json.writeNumberProperty("status", status);
    json.writeStringProperty("detail", detail);
    placeMembers()
        .forEach((name, value) -> {
          if (value instanceof Number number) {
            json.writeNumberProperty(name, number.longValue());
          } else {
            json.writeStringProperty(name, String.valueOf(value));
          }
        });
    json.writeEndObject();
  }
}
