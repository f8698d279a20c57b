package progression.server;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who takes neither JSON nor what a call says that it answers with is refused before anything is
 * done, and not when an answer to what was done is to be written. Lines of JSON and files are for
 * who takes JSON, too: many clients say that they do whatever they call.
 */
@Component
final class Acceptable implements WebMvcRegistrations {

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
        Stream<String> said =
            call.getProducesCondition().getProducibleMediaTypes().stream().map(MediaType::toString);
        return call.mutate()
            .produces(
                Stream.concat(said, Stream.of(MediaType.APPLICATION_JSON_VALUE))
                    .toArray(String[]::new))
            .build();
      }
    };
  }
}
