package progression.api.problem;

import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import progression.kernel.Rejection;
import progression.ledger.LedgerBusyException;
import progression.ledger.LedgerUnavailableException;
import progression.ledger.OutcomeUnknownException;
import progression.ledger.command.ConcurrencyConflictException;

/** The place where exceptions become problem details. What they say inside stays inside. */
@RestControllerAdvice
public final class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private static final String RETRY_AFTER_SECONDS = "2";

  /** What callers are told of a failure. Bugs are logged, and nothing is told of them. */
  public static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case BadInput bad -> bad.problem();
      case LedgerBusyException busy ->
          Problem.of(ProblemType.BUSY, "nothing was recorded; send it again a little later");
      case ConcurrencyConflictException busy ->
          Problem.of(ProblemType.BUSY, "nothing was recorded; send it again a little later");
      case LedgerUnavailableException outage ->
          Problem.of(ProblemType.UNAVAILABLE, "nothing was recorded; send it again later");
      case RejectedExecutionException stopping ->
          Problem.of(ProblemType.UNAVAILABLE, "the server is stopping; send it again later");
      case DataAccessException outage when isOutage(outage) ->
          Problem.of(ProblemType.UNAVAILABLE, "nothing was changed; send it again later");
      case OutcomeUnknownException outage ->
          Problem.of(
              ProblemType.UNAVAILABLE,
              "it may be recorded or not; send the very same again to find out");
      default -> {
        LOG.error("a request failed", cause);
        yield Problem.of(ProblemType.INTERNAL_ERROR, "it was logged; tell the operator");
      }
    };
  }

  private static boolean isOutage(DataAccessException failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException;
  }

  /** The answer to a command that the domain refused. */
  public static ResponseEntity<Object> answer(Rejection rejection) {
    return answer(Problem.of(rejection), HttpHeaders.EMPTY);
  }

  /** The answer that carries a problem. The framework adds the path as its instance. */
  static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(problem.status()), problem.detail());
    detail.setType(URI.create(problem.type()));
    detail.setTitle(problem.title());
    problem.placeMembers().forEach(detail::setProperty);
    HttpHeaders all = new HttpHeaders(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.status() == ProblemType.UNAVAILABLE.status()) {
      all.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return new ResponseEntity<>(detail, all, problem.status());
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> failed(Exception failure) {
    return answer(problem(failure), HttpHeaders.EMPTY);
  }

  /** What the framework itself refuses. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (!(request instanceof ServletWebRequest web)
        || (web.getResponse() != null && web.getResponse().isCommitted())) {
      return null;
    }
    return answer(refused(failure, status), headers);
  }

  private static Problem refused(Exception failure, HttpStatusCode status) {
    return switch (failure) {
      case HttpRequestMethodNotSupportedException method ->
          Problem.of(
              ProblemType.METHOD_NOT_ALLOWED,
              "%s is not possible here, only %s"
                  .formatted(method.getMethod(), method.getSupportedHttpMethods()));
      case HttpMediaTypeNotSupportedException type ->
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "send one of %s".formatted(type.getSupportedMediaTypes()),
              new Place.Header(HttpHeaders.CONTENT_TYPE));
      case HttpMediaTypeNotAcceptableException type ->
          Problem.of(
              ProblemType.NOT_ACCEPTABLE,
              "the answer is one of %s".formatted(type.getSupportedMediaTypes()),
              new Place.Header(HttpHeaders.ACCEPT));
      case MissingServletRequestParameterException missing ->
          Problem.of(
              ProblemType.INVALID_PARAMETER,
              missing.getParameterName() + " is required",
              new Place.Parameter(missing.getParameterName()));
      case TypeMismatchException mismatch -> {
        String name = String.valueOf(mismatch.getPropertyName());
        yield Problem.of(
            ProblemType.INVALID_PARAMETER,
            name + " is not what it should be",
            new Place.Parameter(name));
      }
      default -> ofStatus(status.value(), failure);
    };
  }

  private static Problem ofStatus(int status, Exception failure) {
    return status >= 500
        ? problem(failure)
        : switch (status) {
          case 404 -> Problem.of(ProblemType.NOT_FOUND, "there is nothing at this path");
          case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "send less at once");
          default -> Problem.of(ProblemType.BAD_REQUEST, "mend the request and send it again");
        };
  }
}
