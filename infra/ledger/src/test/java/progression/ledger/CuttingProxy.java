package progression.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and PostgreSQL, and cuts the connection on which a chosen thing happens:
 * that many bytes have passed in one direction, or a COMMIT is on its way. It understands just
 * enough of PostgreSQL's protocol, version 3 and unencrypted, to see where a COMMIT begins and
 * ends.
 */
final class CuttingProxy implements AutoCloseable {

  /** When to cut. It happens once. */
  sealed interface Cut {}

  /** So many bytes, over all connections, have passed on in this direction. */
  record AfterBytes(boolean toServer, long bytes) implements Cut {}

  /**
   * Around the next COMMIT.
   *
   * @param beforeLate runs before a COMMIT that is passed on {@link Moment#LATE}
   */
  record AtCommit(Moment moment, Runnable beforeLate) implements Cut {}

  /** Places around a COMMIT; the client has sent it and never gets an answer. */
  enum Moment {
    /** It never reaches the server. */
    WITHHELD,
    /** The server's connection is reset right behind it: it may be read or not. */
    PASSED_ON,
    /** The server has answered it, so it took place. */
    ANSWERED,
    /** It reaches the server when the client has long given the connection up. */
    LATE,
    /** So does all of its transaction, the lock included. */
    WHOLLY_LATE
  }

  private final InetSocketAddress server;
  private final ServerSocket listening;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
  private final Object cutting = new Object();
  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();

  CuttingProxy(int serverPort) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    server = new InetSocketAddress(loopback, serverPort);
    listening = new ServerSocket(0, 50, loopback);
    Thread.startVirtualThread(this::accept);
  }

  /** How a client of PostgreSQL's gets here instead. */
  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable&gssEncMode=disable"
        .formatted(listening.getLocalPort());
  }

  /** Sets the next cut, and counts bytes from here. */
  void arm(Cut cut) {
    toServer.set(0);
    toClient.set(0);
    armed.set(cut);
  }

  /** Takes back the cut that is set. Returns whether it has happened; then it is over. */
  boolean disarm() {
    synchronized (cutting) {
      return armed.getAndSet(null) == null;
    }
  }

  /** Whether the cut that was set has happened, or is just happening. */
  boolean hasCut() {
    return armed.get() == null;
  }

  /** Bytes that have passed since the last {@link #arm}. */
  long passed(boolean towardsServer) {
    return (towardsServer ? toServer : toClient).get();
  }

  /** Ends every connection, but for one whose cut is under way, and accepts no more. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Link link = new Link(listening.accept(), new Socket(server.getAddress(), server.getPort()));
        links.add(link);
        Thread.startVirtualThread(() -> link.run(link::forwardToServer));
        Thread.startVirtualThread(() -> link.run(link::forwardToClient));
      } catch (IOException closedOrNobodyThere) {
        // a client notices for itself
      }
    }
  }

  private interface Pump {
    void run() throws IOException;
  }

  /** One client's connection, and its counterpart to the server. */
  private final class Link implements Closeable {
    private final Socket client;
    private final Socket backend;
    private final Map<String, String> statements = new ConcurrentHashMap<>();
    private volatile boolean answerAwaited;

    Link(Socket client, Socket backend) throws IOException {
      this.client = client;
      this.backend = backend;
      client.setTcpNoDelay(true);
      backend.setTcpNoDelay(true);
    }

    void run(Pump pump) {
      try (this) {
        pump.run();
      } catch (IOException theOtherSideIsGone) {
        // both sides are closed
      }
    }

    void forwardToServer() throws IOException {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = backend.getOutputStream();
      pass(message(in, 0), out, true); // The first message has no type.
      while (true) {
        byte[] message = message(in, 1);
        if (isToBeCut(message) && cutAtCommit(message, in, out)) {
          return;
        }
        pass(message, out, true);
      }
    }

    private boolean cutAtCommit(byte[] first, DataInputStream in, OutputStream out)
        throws IOException {
      if (!(armed.get() instanceof AtCommit)) {
        return false; // Nor does it wait for a cut that is under way.
      }
      synchronized (cutting) {
        if (armed.get() instanceof AtCommit cut && armed.compareAndSet(cut, null)) {
          cutAt(cut, untilSync(first, in), out);
          return true;
        }
        return false;
      }
    }

    private void cutAt(AtCommit cut, byte[] commit, OutputStream out) throws IOException {
      links.remove(this);
      switch (cut.moment) {
        case WITHHELD -> {}
        case PASSED_ON -> {
          out.write(commit);
          reset(client);
          reset(backend);
        }
        case ANSWERED -> {
          answerAwaited = true;
          out.write(commit);
          awaitEnd();
        }
        case LATE, WHOLLY_LATE -> {
          answerAwaited = true;
          reset(client);
          cut.beforeLate.run();
          out.write(commit);
          awaitEnd();
        }
      }
    }

    /** Until the thread of the other direction has seen the answer and closed the link. */
    private synchronized void awaitEnd() {
      try {
        while (answerAwaited) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void forwardToClient() throws IOException {
      try {
        DataInputStream in = new DataInputStream(backend.getInputStream());
        OutputStream out = client.getOutputStream();
        while (true) {
          byte[] message = message(in, 1);
          if (!answerAwaited) {
            pass(message, out, false);
          } else if (message[0] == 'Z') { // ready for a query: all of the answer has come
            return;
          }
        }
      } finally {
        synchronized (this) {
          answerAwaited = false;
          notifyAll();
        }
      }
    }

    /** Passes a message on, or the part of it that may still pass. */
    private void pass(byte[] message, OutputStream out, boolean towardsServer) throws IOException {
      long before = (towardsServer ? toServer : toClient).getAndAdd(message.length);
      if (armed.get() instanceof AfterBytes cut
          && cut.toServer == towardsServer
          && before + message.length > cut.bytes
          && armed.compareAndSet(cut, null)) {
        out.write(message, 0, (int) Math.max(0, cut.bytes - before));
        if (cut.bytes % 2 == 0) { // A connection can end in an orderly way or not.
          reset(client);
          reset(backend);
        }
        throw new EOFException("cut");
      }
      out.write(message);
    }

    private boolean isToBeCut(byte[] message) {
      boolean wholly =
          armed.get() instanceof AtCommit(Moment moment, Runnable _)
              && moment == Moment.WHOLLY_LATE;
      return begins(message, wholly ? "BEGIN" : "COMMIT");
    }

    /**
     * Whether a message is the first of such a statement: its text, or its execution under a
     * prepared name.
     */
    private boolean begins(byte[] message, String word) {
      String[] texts = new String(message, 5, message.length - 5, US_ASCII).split("\0", 3);
      switch (message[0]) {
        case 'P' -> statements.put(texts[0], texts[1]);
        case 'B' -> {
          return statements
              .getOrDefault(texts[1], "")
              .strip()
              .toUpperCase(Locale.ROOT)
              .startsWith(word);
        }
        default -> {}
      }
      return false;
    }

    /** Binding, executing and what else belongs to it come in several messages. */
    private byte[] untilSync(byte[] first, DataInputStream in) throws IOException {
      byte[] all = first;
      byte[] next;
      do {
        next = message(in, 1);
        int length = all.length;
        all = Arrays.copyOf(all, length + next.length);
        System.arraycopy(next, 0, all, length, next.length);
      } while (next[0] != 'S');
      return all;
    }

    @Override
    public void close() {
      links.remove(this);
      for (Socket socket : new Socket[] {client, backend}) {
        try {
          socket.close();
        } catch (IOException alreadyGone) {
          // that is what is wanted
        }
      }
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** A message with its type, if it has one, and its length. */
  private static byte[] message(DataInputStream in, int typeBytes) throws IOException {
    byte[] head = in.readNBytes(typeBytes + 4);
    if (head.length < typeBytes + 4) {
      throw new EOFException();
    }
    int length = ByteBuffer.wrap(head).getInt(typeBytes);
    byte[] message = Arrays.copyOf(head, typeBytes + length);
    in.readFully(message, head.length, length - 4);
    return message;
  }
}
