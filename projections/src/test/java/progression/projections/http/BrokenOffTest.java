package progression.projections.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BrokenOffTest {

  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final IOException failure = new IOException("no more rows");

  @Test
  void a_failure_behind_the_first_bytes_reaches_the_container() {
    response.setCommitted(true);
    assertThatThrownBy(this::resolve).hasCause(failure);
  }

  @Test
  void a_failure_before_them_is_answered_as_usual() {
    assertThat(resolve()).isNull();
  }

  private @org.jspecify.annotations.Nullable Object resolve() {
    return new BrokenOff().resolveException(new MockHttpServletRequest(), response, this, failure);
  }
}
