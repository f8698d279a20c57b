package progression.projections.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a broker and its clients, and cuts their connections. */
final class BrokerProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int broker;

  BrokerProxy() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Begins to let clients through to the broker's own port. */
  void open(int port) {
    broker = port;
    Thread.ofVirtual().name("broker proxy").start(this::accept);
  }

  /** Cuts every connection there is, in whatever is being said; new ones pass. */
  void cut() {
    sockets.forEach(BrokerProxy::shut);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), broker);
        sockets.add(client);
        sockets.add(server);
        pump(client, server);
        pump(server, client);
      } catch (IOException refused) {
        // the client finds out by itself, and comes again
      }
    }
  }

  private void pump(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try (from;
              to) {
            from.getInputStream().transferTo(to.getOutputStream());
          } catch (IOException cut) {
            // as both ends see
          } finally {
            sockets.remove(from);
            sockets.remove(to);
          }
        });
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // it is shut
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
