package progression.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import progression.server.access.LocalAuthorizationServer;

/**
 * Refuses to start where the demo clients, whose secrets everybody knows, would be reachable from
 * other machines.
 */
@Order(1)
final class AddressGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment environment = context.getEnvironment();
    String address = environment.getProperty("server.address", "0.0.0.0");
    if (!LocalAuthorizationServer.hasIssuer(environment) && !isLoopback(address)) {
      throw new StartRefusedException(
          "server.address is "
              + address
              + ", which other machines can reach, and no issuer of tokens is configured, so the"
              + " demo clients with their well-known secrets would be open to them.",
          "Set "
              + LocalAuthorizationServer.ISSUER
              + " to your identity provider, or leave server.address at 127.0.0.1.");
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new StartRefusedException(
          "server.address is " + address + ", which is not an address of this machine.",
          "Set it to 127.0.0.1, or to an address of this machine together with an issuer.");
    }
  }
}
