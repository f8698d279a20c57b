package progression.api.caller;

import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import progression.agency.Actor;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;
import progression.kernel.Id;

/** Tells controllers who calls. */
@Component
public final class CallerResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

  /** Names the person that the client acts for. */
  static final String ON_BEHALF_OF = "Progression-On-Behalf-Of";

  static final String TRACE = "traceparent";
  static final String CORRELATION = "Correlation-Id";

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private final SecureRandom random = new SecureRandom();

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Caller resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory factory) {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken authentication)) {
      throw new BadInput(ProblemType.UNAUTHORIZED, "send a bearer token of this server's issuer");
    }
    Jwt token = authentication.getToken();
    String district = token.getClaimAsString("district");
    if (district == null) {
      throw new BadInput(ProblemType.FORBIDDEN, "the token has no claim 'district'; ask for one");
    }
    String traceparent = traceparent(request.getHeader(TRACE));
    String correlation = correlation(request.getHeader(CORRELATION), traceparent);
    HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
    if (response != null) {
      response.setHeader(CORRELATION, correlation);
    }
    return new Caller(
        district,
        client(token),
        onBehalfOf(request.getHeader(ON_BEHALF_OF)),
        traceparent,
        correlation);
  }

  /** Issuers differ in where they name the client; the subject is what they all have. */
  private static String client(Jwt token) {
    for (String claim : List.of("client_id", "azp", "sub")) {
      String client = token.getClaimAsString(claim);
      if (client != null) {
        return client;
      }
    }
    throw new BadInput(ProblemType.FORBIDDEN, "the token names no client; ask for a claim 'sub'");
  }

  static @Nullable String onBehalfOf(@Nullable String header) {
    return header == null ? null : checked(ON_BEHALF_OF, header, Actor::of);
  }

  /** As the specification of trace contexts asks, what is malformed is treated as absent. */
  String traceparent(@Nullable String header) {
    if (header != null && TRACEPARENT.matcher(header).matches()) {
      return header;
    }
    byte[] ids = new byte[24];
    random.nextBytes(ids);
    HexFormat hex = HexFormat.of();
    return "00-%s-%s-00".formatted(hex.formatHex(ids, 0, 16), hex.formatHex(ids, 16, 24));
  }

  static String correlation(@Nullable String header, String traceparent) {
    return header == null
        ? traceparent.substring(3, 35)
        : checked(CORRELATION, header, id -> Id.check("the id", id));
  }

  private static String checked(String name, String header, Function<String, ?> read) {
    try {
      var unused = read.apply(header);
      return header;
    } catch (IllegalArgumentException unfit) {
      throw new BadInput(
          ProblemType.INVALID_HEADER, String.valueOf(unfit.getMessage()), new Place.Header(name));
    }
  }
}
