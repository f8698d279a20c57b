package progression.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/** Lets a call pass if its token names a district served here and carries the call's scope. */
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
    if (!(authentication.get() instanceof JwtAuthenticationToken token)) {
      return ANONYMOUS;
    }
    String district = token.getToken().getClaimAsString("district");
    if (district == null) {
      return new Denied(
          HttpStatus.FORBIDDEN,
          "district-missing",
          "The token has no claim 'district'. Ask your identity provider to add it.");
    }
    if (!districts.contains(district)) {
      return new Denied(
          HttpStatus.FORBIDDEN,
          "district-unknown",
          "The token's district is not served here. Check where you send the call.");
    }
    HttpMethod method = HttpMethod.valueOf(context.getRequest().getMethod());
    var path = ServletRequestPathUtils.parse(context.getRequest()).pathWithinApplication();
    return switch (AccessRules.find(method, path)) {
      case AccessRules.Answer.Takes(String scope) -> checkScope(token, scope);
      case AccessRules.Answer.OnlyWith(List<HttpMethod> methods) ->
          new Denied(
              HttpStatus.METHOD_NOT_ALLOWED,
              "method-not-allowed",
              "%s does not take %s, only %s.".formatted(path.value(), method, methods),
              methods);
      case AccessRules.Answer.Unknown() -> Denied.noSuchPath(path.value());
    };
  }

  private static AuthorizationResult checkScope(JwtAuthenticationToken token, String scope) {
    Set<String> authorities =
        token.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
    if (authorities.contains("SCOPE_" + scope)) {
      return GRANTED;
    }
    return new Denied(
        HttpStatus.FORBIDDEN,
        "scope-missing",
        "This call takes the scope '%s', which the token does not carry.".formatted(scope));
  }
}
