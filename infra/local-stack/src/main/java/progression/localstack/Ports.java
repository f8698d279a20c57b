package progression.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Picks the loopback port that an embedded server will listen on. */
final class Ports {

  static final String HOST = "127.0.0.1";

  private Ports() {}

  /**
   * The port to listen on.
   *
   * @param wanted the configured port, or 0 for any free one
   * @param server who wants it, for the message
   * @throws LocalStackException if the configured port is taken
   */
  static int choose(int wanted, String server) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers themselves do: a port in TIME_WAIT after a restart is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
      return socket.getLocalPort();
    } catch (IOException taken) {
      throw new LocalStackException(
          "Port %d for %s is taken by another program. Stop that program, or configure another port (0 picks a free one)."
              .formatted(wanted, server),
          taken);
    }
  }
}
