package progression.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one runnable. */
@SpringBootApplication
public class ProgressionServer {
  public static void main(String[] args) {
    SpringApplication.run(ProgressionServer.class, args);
  }
}
