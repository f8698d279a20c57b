package progression.api.problem;

/** The problems that arise outside the domain; {@link #slug} is part of the public contract. */
public enum ProblemType {
  MALFORMED_JSON("malformed-json", "The input is not well-formed JSON", 400),
  MALFORMED_XML("malformed-xml", "The input is not XML as it is read here", 400),
  MALFORMED_TEXT("malformed-text", "The input is not well-formed UTF-8", 400),
  INVALID_FIELD("invalid-field", "A field does not hold what it should", 400),
  MISSING_FIELD("missing-field", "A required field is missing", 400),
  UNKNOWN_FIELD("unknown-field", "There is no such field", 400),
  INVALID_HEADER("invalid-header", "A header does not hold what it should", 400),
  INVALID_PARAMETER("invalid-parameter", "A parameter does not hold what it should", 400),
  BAD_REQUEST("bad-request", "The request can not be understood", 400),
  BROKEN_INPUT("broken-input", "The input broke off", 400),
  LINE_TOO_LONG("line-too-long", "The line is too long", 400),
  UNAUTHORIZED("unauthorized", "A valid access token is needed", 401),
  FORBIDDEN("forbidden", "The access token does not allow this", 403),
  NOT_FOUND("not-found", "It does not exist", 404),
  METHOD_NOT_ALLOWED("method-not-allowed", "The method is not allowed here", 405),
  NOT_ACCEPTABLE("not-acceptable", "The answer is not available in that form", 406),
  BODY_TOO_LARGE("body-too-large", "The body is too large", 413),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body is of an unsupported type", 415),
  UNMAPPED_RESULT("unmapped-result", "No mapping says which competency it is about", 422),
  INTERNAL_ERROR("internal-error", "Something went wrong on our side", 500),
  BUSY("busy", "Too much is waiting already", 503),
  UNAVAILABLE("unavailable", "The ledger is not available", 503);

  private final String slug;
  private final String title;
  private final int status;

  ProblemType(String slug, String title, int status) {
    this.slug = slug;
    this.title = title;
    this.status = status;
  }

  /** The stable name, as the last part of a problem type. */
  public String slug() {
    return slug;
  }

  /** A few words that are the same for every problem of this type. */
  public String title() {
    return title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
