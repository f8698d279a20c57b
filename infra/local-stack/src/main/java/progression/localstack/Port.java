package progression.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The loopback port that an embedded server will listen on, kept for it until it does.
 *
 * <p>Linux gives a port that a socket is bound to to nobody who asks for any free one, whether to
 * listen on or to connect from. A server may listen there all the same, as long as the socket does
 * not and both say that the port may be used again. Elsewhere nobody may, so there it is not kept.
 */
record Port(int number, Socket keeper) implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  /**
   * The port to listen on.
   *
   * @param wanted the configured port, or 0 for any free one
   * @param server who wants it, for the message
   * @throws LocalStackException if the configured port is taken
   */
  static Port keep(int wanted, String server) {
    try {
      Socket keeper = new Socket();
      // As the servers themselves do: a port in TIME_WAIT after a restart is free.
      keeper.setReuseAddress(true);
      keeper.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
      int number = keeper.getLocalPort();
      if (!System.getProperty("os.name").equals("Linux")) {
        keeper.close();
      }
      return new Port(number, keeper);
    } catch (IOException taken) {
      throw new LocalStackException(
          "Port %d for %s is taken by another program. Stop that program, or configure another port (0 picks a free one)."
              .formatted(wanted, server),
          taken);
    }
  }

  /** A port that is looked at when its server starts, as whoever has it may be stopped by then. */
  static Port unkept(int number) {
    return new Port(number, new Socket());
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
