package progression.projections.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Breaks off an answer that fails when part of it is out: a problem behind the last row would look
 * like one more. The container closes the connection where a failure reaches it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenOff implements HandlerExceptionResolver {

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (response.isCommitted()) {
      throw new IllegalStateException("an answer was broken off", failure);
    }
    return null;
  }
}
