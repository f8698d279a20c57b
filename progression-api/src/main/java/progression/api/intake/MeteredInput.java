package progression.api.intake;

import java.io.IOException;
import java.io.InputStream;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemType;

/** Bytes for a parser that holds a piece of the input at a time: no piece may be too large. */
final class MeteredInput extends InputStream {

  /** The input broke off: it is not malformed for all we know. */
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    BrokenOff(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }
  }

  private final InputStream in;
  private long inPiece;

  MeteredInput(InputStream in) {
    this.in = in;
  }

  /** What is read from here on belongs to the next piece. */
  void nextPiece() {
    inPiece = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (inPiece > StrictXml.MAX_PIECE) {
      throw new BadInput(
          ProblemType.MALFORMED_XML,
          "a tag, a text or a comment has more than %,d bytes".formatted(StrictXml.MAX_PIECE));
    }
    try {
      int read = in.read(bytes, offset, length);
      inPiece += Math.max(0, read);
      return read;
    } catch (IOException brokenOff) {
      throw new BrokenOff(brokenOff);
    }
  }
}
