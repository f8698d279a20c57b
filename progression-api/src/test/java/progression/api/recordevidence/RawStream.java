package progression.api.recordevidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.api.District;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bulk request over a bare socket: what is sent when, and read when, is up to the test. */
final class RawStream implements AutoCloseable {

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private boolean headRead;
  private int leftOfChunk;

  RawStream(District district, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), district.port());
    socket.setSoTimeout(60_000);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    StringBuilder head =
        new StringBuilder("POST /v1/evidence/bulk HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Authorization: Bearer ").append(district.name()).append("\r\n");
    head.append("Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(US_ASCII));
    out.flush();
  }

  void send(String text) throws IOException {
    send(text.getBytes(UTF_8));
  }

  /** One chunk. */
  void send(byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(US_ASCII));
    out.flush();
  }

  /** The clean end of the body. */
  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(US_ASCII));
    out.flush();
  }

  /** The end of all sending, without the clean end of the body. */
  void cutOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** The next line of the answer; none at its end. */
  @Nullable JsonNode readLine() throws IOException {
    readHead();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = readBody(); read != '\n'; read = readBody()) {
      if (read < 0) {
        return null;
      }
      line.write(read);
    }
    return JsonMapper.shared().readTree(line.toByteArray());
  }

  List<JsonNode> readAll() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode line = readLine(); line != null; line = readLine()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void readHead() throws IOException {
    if (!headRead) {
      String status = headLine();
      if (!status.startsWith("HTTP/1.1 200")) {
        throw new AssertionError(status);
      }
      String header = headLine();
      while (!header.isEmpty()) {
        header = headLine();
      }
      headRead = true;
    }
  }

  private int readBody() throws IOException {
    if (leftOfChunk == 0) {
      leftOfChunk = Integer.parseInt(headLine(), 16);
      if (leftOfChunk == 0) {
        return -1;
      }
    }
    int read = in.read();
    if (--leftOfChunk == 0) {
      headLine();
    }
    return read;
  }

  private String headLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) read);
    }
    return line.toString().strip();
  }
}
