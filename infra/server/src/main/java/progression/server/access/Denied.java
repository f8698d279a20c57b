package progression.server.access;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationResult;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;

/**
 * Why an authenticated call is turned away.
 *
 * @param problem what the caller is told
 * @param allow the methods that the path does take, where the method was wrong; empty otherwise
 */
record Denied(Problem problem, List<HttpMethod> allow) implements AuthorizationResult {

  static Denied scopeMissing(String scope) {
    return forbidden(
        "scope-missing",
        "The token lacks the scope of this call",
        "This call takes the scope '%s', which the token does not carry.".formatted(scope));
  }

  static Denied districtMissing() {
    return forbidden(
        "district-missing",
        "The token names no district",
        "The token has no claim 'district'. Ask your identity provider to add it.");
  }

  static Denied districtUnknown() {
    return forbidden(
        "district-unknown",
        "The token's district is not served here",
        "Check where you send the call, and with which client.");
  }

  static Denied noSuchPath(String path) {
    return new Denied(Problem.of(ProblemType.NOT_FOUND, "There is no " + path + "."), List.of());
  }

  static Denied onlyWith(List<HttpMethod> methods) {
    return new Denied(
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes only " + methods + "."),
        methods);
  }

  private static Denied forbidden(String slug, String title, String detail) {
    return new Denied(
        new Problem(slug, title, ProblemType.FORBIDDEN.status(), detail, null), List.of());
  }

  @Override
  public boolean isGranted() {
    return false;
  }
}
