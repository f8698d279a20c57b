package progression.server.access;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * Why an authenticated call is turned away.
 *
 * @param status the status of the answer
 * @param problem the last part of the problem's type
 * @param detail what is wrong and what to do about it
 * @param allow the methods that the path does take, where the method was wrong; empty otherwise
 */
record Denied(HttpStatus status, String problem, String detail, List<HttpMethod> allow)
    implements AuthorizationResult {

  Denied(HttpStatus status, String problem, String detail) {
    this(status, problem, detail, List.of());
  }

  static Denied noSuchPath(String path) {
    return new Denied(HttpStatus.NOT_FOUND, "not-found", "There is no " + path + ".");
  }

  @Override
  public boolean isGranted() {
    return false;
  }
}
