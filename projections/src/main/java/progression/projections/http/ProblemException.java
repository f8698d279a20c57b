package progression.projections.http;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import progression.curriculum.Resolution;
import progression.kernel.Id;
import progression.kernel.Rejection;

/** A read that cannot be answered, as an RFC 9457 problem. */
public final class ProblemException extends RuntimeException {

  private final ProblemDetail problem;
  private final HttpHeaders headers = new HttpHeaders();

  private ProblemException(HttpStatus status, String slug, String title, String detail) {
    super(detail);
    problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("/problems/" + slug));
    problem.setTitle(title);
  }

  /** 400: a query parameter makes no sense. */
  public static ProblemException invalidParameter(String parameter, String detail) {
    ProblemException invalid =
        new ProblemException(
            HttpStatus.BAD_REQUEST,
            "invalid-parameter",
            "A parameter does not hold what it should",
            detail);
    invalid.problem.setProperty("parameter", parameter);
    return invalid;
  }

  /** 400: a header makes no sense. */
  public static ProblemException invalidHeader(String header, String detail) {
    ProblemException invalid =
        new ProblemException(
            HttpStatus.BAD_REQUEST,
            "invalid-header",
            "A header does not hold what it should",
            detail);
    invalid.problem.setProperty("header", header);
    return invalid;
  }

  /** 404: no such learner in the token's district. */
  public static ProblemException unknownLearner(String learner) {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "unknown-learner",
        "The learner is not enrolled",
        "the learner %s is not enrolled".formatted(shortened(learner)));
  }

  /** 403: nothing is kept here of the token's district. */
  public static ProblemException unknownDistrict() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "district-unknown",
        "The token's district is not served here",
        "nothing is kept here of the token's district");
  }

  /** 404: no such competency in what is in force; 422: the name stands for several. */
  public static ProblemException unresolved(Resolution.Unresolved unresolved) {
    Rejection rejection = unresolved.rejection();
    HttpStatus status =
        switch (unresolved) {
          case Resolution.Unknown unknown -> HttpStatus.NOT_FOUND;
          case Resolution.Ambiguous ambiguous -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    return new ProblemException(
        status, rejection.type().slug(), rejection.type().title(), rejection.detail());
  }

  /** 404: what the path names is not there. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "It does not exist", detail);
  }

  /** 503 with {@code Retry-After}: the projection has not come so far yet. */
  public static ProblemException notYet(String detail) {
    return later("not-yet", "The answer is not there yet", detail);
  }

  /** 503 with {@code Retry-After}: what would answer cannot be asked. */
  public static ProblemException unavailable(String detail) {
    return later("unavailable", "What would answer is not available", detail);
  }

  private static ProblemException later(String slug, String title, String detail) {
    ProblemException later =
        new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, slug, title, detail);
    later.headers.set(HttpHeaders.RETRY_AFTER, "1");
    return later;
  }

  /** What a client sent comes back, but not all of it. */
  private static String shortened(String id) {
    return id.length() <= Id.MAX_LENGTH ? id : id.substring(0, Id.MAX_LENGTH) + "…";
  }

  ProblemDetail problem() {
    return problem;
  }

  HttpHeaders headers() {
    return headers;
  }
}
