package progression.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers requests that failed before they reached a controller. */
@RestController
final class ProblemErrorController implements ErrorController {

  /** Nothing where part of an answer is out: the container adds what is said here to that. */
  @RequestMapping("${spring.web.error.path:/error}")
  @Nullable ResponseEntity<Object> error(HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) {
      return null;
    }
    ProblemType type =
        switch (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) {
          case Integer status when status == 401 -> ProblemType.UNAUTHORIZED;
          case Integer status when status == 403 -> ProblemType.FORBIDDEN;
          case Integer status when status == 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case Integer status when status >= 500 -> ProblemType.INTERNAL_ERROR;
          case Integer status when status == 400 -> ProblemType.BAD_REQUEST;
          case null, default -> ProblemType.NOT_FOUND;
        };
    return ProblemAdvice.answer(
        Problem.of(type, "mend the request and send it again"), HttpHeaders.EMPTY);
  }
}
