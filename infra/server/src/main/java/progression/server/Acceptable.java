package progression.server;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who takes neither JSON nor what a call says that it answers with is refused before anything is
 * done, and not when an answer to what was done is to be written. Lines of JSON, which have several
 * names, and files are for who takes JSON, too: many clients say that they do whatever they call.
 */
@Component
final class Acceptable implements WebMvcRegistrations {

  private static final List<String> LINES =
      List.of("application/ndjson", "application/jsonl", "application/json-seq");

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new RequestMappingHandlerMapping() {
      @Override
      protected @Nullable RequestMappingInfo getMappingForMethod(
          Method method, Class<?> controller) {
        RequestMappingInfo call = super.getMappingForMethod(method, controller);
        if (call == null || ErrorController.class.isAssignableFrom(controller)) {
          return call; // a problem is told to everybody
        }
        Set<MediaType> said = call.getProducesCondition().getProducibleMediaTypes();
        List<String> taken = new ArrayList<>(List.of(MediaType.APPLICATION_JSON_VALUE));
        said.forEach(type -> taken.add(type.toString()));
        if (said.contains(MediaType.APPLICATION_NDJSON)) {
          taken.addAll(LINES);
        }
        return call.mutate().produces(taken.toArray(String[]::new)).build();
      }
    };
  }
}
