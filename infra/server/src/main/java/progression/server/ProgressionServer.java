package progression.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;

/**
 * The one runnable. It scans only its own package; {@link Roles} brings in the API, the relay and
 * the projections that this process is configured to run.
 */
@SpringBootApplication(
    // We issue tokens with a key of our own or not at all; these would add a key nobody keeps.
    exclude = {
      OAuth2AuthorizationServerAutoConfiguration.class,
      OAuth2AuthorizationServerJwtAutoConfiguration.class
    })
@EnableConfigurationProperties(ServerSettings.class)
public class ProgressionServer {

  /** Runs the server until it is told to stop. */
  public static void main(String[] arguments) {
    SpringApplication.run(ProgressionServer.class, arguments);
  }
}
