package progression.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;

/**
 * Answers with a problem detail what the web server turns away before any filter sees it, such as a
 * null byte in the path. Tomcat makes it by its name.
 */
public final class WebServerProblems extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null
        || !status.isError()
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    ProblemType type =
        status.is4xxClientError() ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR;
    Problem problem = Problem.of(type, status.getReasonPhrase());
    String json =
        """
        {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
        """
            .formatted(problem.type(), problem.title(), status.value(), problem.detail());
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(json.getBytes(UTF_8));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
