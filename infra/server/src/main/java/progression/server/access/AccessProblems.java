package progression.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;
import tools.jackson.databind.json.JsonMapper;

/** Answers a call that may not pass with a problem detail. */
@Component
final class AccessProblems
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private final JsonMapper json;

  AccessProblems(JsonMapper json) {
    this.json = json;
  }

  /** No token, or one that does not hold: 401 with the challenge of RFC 6750. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    String why =
        failure instanceof OAuth2AuthenticationException refused
            ? " error=\"" + refused.getError().getErrorCode() + "\""
            : "";
    response.setHeader("WWW-Authenticate", "Bearer" + why);
    write(
        request,
        response,
        Problem.of(
            ProblemType.UNAUTHORIZED,
            "This call takes a valid access token: send 'Authorization: Bearer <token>'."));
  }

  /** A good token that is not enough. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    if (failure instanceof AuthorizationDeniedException denial
        && denial.getAuthorizationResult() instanceof Denied denied) {
      if (!denied.allow().isEmpty()) {
        response.setHeader(
            "Allow",
            denied.allow().stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
      }
      write(request, response, denied.problem());
    } else {
      write(request, response, Problem.of(ProblemType.FORBIDDEN, "This is open to nobody."));
    }
  }

  /** A path where there is nothing for anybody. */
  void nothingHere(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    write(request, response, Denied.noSuchPath(request.getRequestURI()).problem());
  }

  /** A request that the firewall turns away before anything else sees it. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
      throws IOException {
    write(
        request,
        response,
        Problem.of(
            ProblemType.BAD_REQUEST,
            "Percent-encode what the path and the headers hold, ';' too, and leave '..' out of the"
                + " path."));
  }

  private void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatusCode.valueOf(problem.status()), problem.detail());
    detail.setType(URI.create(problem.type()));
    detail.setTitle(problem.title());
    instance(request).ifPresent(detail::setInstance);
    response.setStatus(problem.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(detail));
  }

  /** The path that was called, unless it is not even a URI. */
  private static Optional<URI> instance(HttpServletRequest request) {
    try {
      return Optional.of(new URI(request.getRequestURI()));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
