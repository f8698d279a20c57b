package progression.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a call pass if it is open to all, or if its token names a district served here and carries
 * the call's scope.
 */
final class CallAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

  private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);
  private static final AuthorizationResult ANONYMOUS = new AuthorizationDecision(false);

  private final Set<String> districts;

  CallAuthorization(Collection<String> districts) {
    this.districts = Set.copyOf(districts);
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpMethod method = HttpMethod.valueOf(context.getRequest().getMethod());
    var path = ServletRequestPathUtils.parse(context.getRequest()).pathWithinApplication();
    AccessRules.Answer answer = AccessRules.find(method, path);
    if (answer instanceof AccessRules.Answer.Open) {
      return GRANTED;
    }
    if (!(authentication.get() instanceof JwtAuthenticationToken token)) {
      return ANONYMOUS;
    }
    String district = token.getToken().getClaimAsString("district");
    if (district == null) {
      return Denied.districtMissing();
    }
    if (!districts.contains(district)) {
      return Denied.districtUnknown();
    }
    return switch (answer) {
      case AccessRules.Answer.Open() -> GRANTED;
      case AccessRules.Answer.Takes(String scope) -> checkScope(token, scope);
      case AccessRules.Answer.OnlyWith(List<HttpMethod> methods) -> Denied.onlyWith(methods);
      case AccessRules.Answer.Unknown() -> Denied.noSuchPath(path.value());
    };
  }

  /** Lets a token pass that carries the scope, whatever its district. */
  static AuthorizationResult checkScope(@Nullable Authentication caller, String scope) {
    if (!(caller instanceof JwtAuthenticationToken token)) {
      return ANONYMOUS;
    }
    Set<String> authorities =
        token.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
    return authorities.contains("SCOPE_" + scope) ? GRANTED : Denied.scopeMissing(scope);
  }
}
