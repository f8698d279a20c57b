package progression.projections.runtime;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

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
            HttpStatus.BAD_REQUEST, "invalid-parameter", "A parameter makes no sense", detail);
    invalid.problem.setProperty("parameter", parameter);
    return invalid;
  }

  /** 404: no such learner in the token's district. */
  public static ProblemException unknownLearner(@Nullable String learner) {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "unknown-learner",
        "The learner is not enrolled",
        "the learner %s is not enrolled".formatted(learner));
  }

  /** 503 with {@code Retry-After}: the projection has not come so far yet. */
  public static ProblemException notYet(String detail) {
    ProblemException notYet =
        new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE, "not-yet", "The answer is not there yet", detail);
    notYet.headers.set(HttpHeaders.RETRY_AFTER, "1");
    return notYet;
  }

  ProblemDetail problem() {
    return problem;
  }

  HttpHeaders headers() {
    return headers;
  }
}
