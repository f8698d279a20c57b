package progression.api.bulk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines. A line ends with LF or CR LF. Blank lines count but are not
 * handed out. Of a line that is too long only the beginning is kept, whatever its length.
 */
final class LineSplitter {

  /** The longest line in bytes, without its end. */
  static final int MAX_LINE = 1 << 16;

  /** Takes the lines. */
  interface Lines {
    /**
     * A line that is not blank.
     *
     * @param number from 1
     * @param bytes without the end of the line; only the beginning of one that is too long
     */
    void line(long number, byte[] bytes, boolean tooLong) throws InterruptedException;
  }

  private final Lines lines;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean tooLong;
  private long number = 1;

  LineSplitter(Lines lines) {
    this.lines = lines;
  }

  /** More of the stream: so many of the bytes. */
  void feed(byte[] bytes, int length) throws InterruptedException {
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        hold(bytes, start, at);
        release();
        start = at + 1;
      }
    }
    hold(bytes, start, length);
  }

  /** The stream has come to a clean end: what was begun is a line. */
  void end() throws InterruptedException {
    if (begun.size() > 0) {
      release();
    }
  }

  private void hold(byte[] bytes, int from, int to) {
    // one more than allowed, so that a CR at the end does not make a line too long
    int kept = Math.min(to - from, MAX_LINE + 1 - begun.size());
    begun.write(bytes, from, kept);
    tooLong |= kept < to - from;
  }

  private void release() throws InterruptedException {
    byte[] line = begun.toByteArray();
    begun.reset();
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    boolean over = tooLong || length > MAX_LINE;
    tooLong = false;
    long at = number++;
    length = Math.min(length, MAX_LINE);
    if (!isBlank(line, length)) {
      lines.line(at, length == line.length ? line : Arrays.copyOf(line, length), over);
    }
  }

  private static boolean isBlank(byte[] line, int length) {
    for (int at = 0; at < length; at++) {
      if (line[at] != ' ' && line[at] != '\t' && line[at] != '\r') {
        return false;
      }
    }
    return true;
  }
}
