package progression.api.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** What the container's error page says of a servlet that failed. */
class ProblemErrorControllerTest {

  private static final Tomcat TOMCAT = new Tomcat();

  @BeforeAll
  static void start() throws Exception {
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.setServletContext(new MockServletContext());
    spring.register(Web.class, ProblemErrorController.class);
    TOMCAT.setBaseDir(Path.of("target/tomcat").toAbsolutePath().toString());
    TOMCAT.setPort(0);
    TOMCAT.getConnector();
    Context context = TOMCAT.addContext("", null);
    Tomcat.addServlet(context, "dispatcher", new DispatcherServlet(spring));
    context.addServletMappingDecoded("/", "dispatcher");
    Tomcat.addServlet(context, "failing", new Failing());
    context.addServletMappingDecoded("/failing", "failing");
    ErrorPage page = new ErrorPage();
    page.setLocation("/error");
    context.addErrorPage(page);
    TOMCAT.start();
  }

  @AfterAll
  static void stop() throws Exception {
    TOMCAT.stop();
    TOMCAT.destroy();
  }

  @Test
  void a_failure_before_anything_is_out_is_a_problem() throws IOException {
    assertThat(answer("/failing")).startsWith("HTTP/1.1 500").contains("/problems/internal-error");
  }

  @Test
  void a_failure_behind_the_first_row_adds_nothing_to_it() throws IOException {
    assertThat(answer("/failing?rows=1"))
        .startsWith("HTTP/1.1 200")
        .contains("a row")
        .doesNotContain("problem")
        .as("the chunk that ends a whole answer")
        .doesNotContain("\r\n0\r\n");
  }

  /** All that comes over the wire, as a client that breaks off would not show it. */
  private static String answer(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", TOMCAT.getConnector().getLocalPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                  .formatted(path)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @EnableWebMvc
  static class Web {}

  private static final class Failing extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      if (request.getParameter("rows") != null) {
        response.getOutputStream().println("a row");
        response.flushBuffer();
      }
      throw new ServletException("no more rows");
    }
  }
}
