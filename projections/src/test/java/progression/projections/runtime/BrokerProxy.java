package progression.projections.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a broker and its clients, and cuts their connections. */
final class BrokerProxy implements AutoCloseable {

  /** What stands before the id of its client in a request; the last two bytes are its length. */
  private static final int HEAD = 14;

  private record Line(String client, Socket near, Socket far) {}

  private final ServerSocket listener;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final Set<String> out = ConcurrentHashMap.newKeySet();
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
    lines.forEach(BrokerProxy::shut);
  }

  /** Cuts off the clients whose ids begin so, until they are let in again. */
  void shutOut(String clients) {
    out.add(clients);
    lines.stream().filter(this::isOut).forEach(BrokerProxy::shut);
  }

  void letIn(String clients) {
    out.remove(clients);
  }

  private boolean isOut(Line line) {
    return out.stream().anyMatch(line.client()::startsWith);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> pass(client));
      } catch (IOException closed) {
        // as the loop sees
      }
    }
  }

  /** Who a client is stands in its first request. */
  private void pass(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), broker)) {
      DataInputStream said = new DataInputStream(client.getInputStream());
      byte[] head = new byte[HEAD];
      said.readFully(head);
      byte[] id = new byte[Math.max(0, ByteBuffer.wrap(head).getShort(HEAD - 2))];
      said.readFully(id);
      Line line = new Line(new String(id, UTF_8), client, server);
      lines.add(line);
      try {
        if (isOut(line)) {
          return;
        }
        server.getOutputStream().write(head);
        server.getOutputStream().write(id);
        Thread.ofVirtual().start(() -> answer(line));
        client.getInputStream().transferTo(server.getOutputStream());
      } finally {
        lines.remove(line);
      }
    } catch (IOException cut) {
      // the client finds out by itself, and comes again
    }
  }

  private static void answer(Line line) {
    try {
      line.far().getInputStream().transferTo(line.near().getOutputStream());
    } catch (IOException cut) {
      // as both ends see
    } finally {
      shut(line);
    }
  }

  private static void shut(Line line) {
    shut(line.near());
    shut(line.far());
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
