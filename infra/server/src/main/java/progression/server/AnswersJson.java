package progression.server;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Has every call that says nothing else answer in JSON. Who takes no such answer is refused before
 * anything is done, and not when an answer to what was done is to be written.
 */
@Component
final class AnswersJson implements WebMvcRegistrations {

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new RequestMappingHandlerMapping() {
      @Override
      protected @Nullable RequestMappingInfo getMappingForMethod(
          Method method, Class<?> controller) {
        RequestMappingInfo call = super.getMappingForMethod(method, controller);
        // A problem is told to everybody.
        return call == null
                || !call.getProducesCondition().isEmpty()
                || ErrorController.class.isAssignableFrom(controller)
            ? call
            : call.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build();
      }
    };
  }
}
