package progression.api.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import progression.api.ApiServer;

class UnreadAnswerIT {

  private static final CountDownLatch GIVEN_UP = new CountDownLatch(1);

  /** Writes for as long as somebody takes it. */
  @RestController
  static class Endless {
    @GetMapping("/endless")
    void endless(HttpServletResponse response) throws IOException {
      byte[] some = new byte[1 << 16];
      try {
        while (true) {
          response.getOutputStream().write(some);
        }
      } finally {
        GIVEN_UP.countDown();
      }
    }
  }

  @Test
  void a_client_that_sends_nothing_and_takes_nothing_is_given_up() throws Exception {
    try (Socket client = new Socket("127.0.0.1", ApiServer.port())) {
      client
          .getOutputStream()
          .write(
              "GET /endless HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(ApiServer.newDistrict().name())
                  .getBytes(UTF_8));
      assertThat(GIVEN_UP.await(30, SECONDS)).isTrue();
    }
  }
}
