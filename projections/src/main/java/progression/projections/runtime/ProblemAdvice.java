package progression.projections.runtime;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers the problems of the read side, whatever the client would accept. */
@RestControllerAdvice(basePackages = "progression.projections")
class ProblemAdvice {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> answer(ProblemException exception) {
    return ResponseEntity.status(HttpStatusCode.valueOf(exception.problem().getStatus()))
        .headers(exception.headers())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(exception.problem());
  }
}
