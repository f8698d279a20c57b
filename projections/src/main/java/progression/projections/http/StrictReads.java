package progression.projections.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import progression.agency.Actor;

/**
 * Refuses parameters that a question does not have, and those given twice: an answer that left them
 * out would be taken for one that did not. Refuses as well a person on whose behalf nobody can ask;
 * whether she may know what is asked is the client's to say.
 */
@Component
public final class StrictReads implements HandlerInterceptor, WebMvcConfigurer {

  /** Names the person that the client acts for. */
  public static final String ON_BEHALF_OF = "Progression-On-Behalf-Of";

  private static final String READS = "progression.projections.";

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod question
        && question.getBeanType().getName().startsWith(READS)) {
      check(request.getParameterMap(), question);
      check(request.getHeader(ON_BEHALF_OF));
    }
    return true;
  }

  private static void check(@Nullable String onBehalfOf) {
    try {
      var unused = onBehalfOf == null ? null : Actor.of(onBehalfOf);
    } catch (IllegalArgumentException unfit) {
      throw ProblemException.invalidHeader(ON_BEHALF_OF, String.valueOf(unfit.getMessage()));
    }
  }

  private static void check(Map<String, String[]> given, HandlerMethod question) {
    Set<String> known =
        Arrays.stream(question.getMethod().getParameters())
            .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
            .map(Parameter::getName)
            .collect(Collectors.toSet());
    // One that takes a map of all says itself which it knows.
    boolean takesAll = Arrays.asList(question.getMethod().getParameterTypes()).contains(Map.class);
    given.forEach((name, values) -> {
      // Every read takes minPosition; what is read from the ledger itself has all that was written.
      if (!takesAll && !known.contains(name) && !name.equals("minPosition")) {
        throw ProblemException.invalidParameter(
            name, "%s is no parameter of this call".formatted(name));
      }
      if (values.length > 1) {
        throw ProblemException.invalidParameter(name, "%s is given twice".formatted(name));
      }
    });
  }
}
