package progression.projections.http;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import progression.ledger.LedgerUnavailableException;

/** Answers the problems of the read side, whatever form the client would accept. */
@RestControllerAdvice(basePackages = "progression.projections")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadProblems {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(ProblemException exception) {
    return ResponseEntity.status(HttpStatusCode.valueOf(exception.problem().getStatus()))
        .headers(exception.headers())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(exception.problem());
  }

  /** An outage is no answer about the learner. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(LedgerUnavailableException outage) {
    return answer(ProblemException.unavailable("the ledger cannot be read now; ask again"));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(DataAccessResourceFailureException outage) {
    return answer(ProblemException.unavailable("the projections cannot be read now; ask again"));
  }
}
