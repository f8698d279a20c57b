package progression.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes fields one after another, each preceded by its length, so that none can pose as two. */
final class Fields {

  private ByteBuffer buffer;

  Fields(int capacity) {
    buffer = ByteBuffer.allocate(capacity);
  }

  Fields bytes(byte[] value) {
    reserve(value.length);
    buffer.putInt(value.length).put(value);
    return this;
  }

  Fields number(long value) {
    reserve(Long.BYTES);
    buffer.putInt(Long.BYTES).putLong(value);
    return this;
  }

  Fields number(int value) {
    reserve(Integer.BYTES);
    buffer.putInt(Integer.BYTES).putInt(value);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private void reserve(int length) {
    if (buffer.remaining() < Integer.BYTES + length) {
      int needed = buffer.position() + Integer.BYTES + length;
      buffer = ByteBuffer.allocate(Math.max(needed, buffer.capacity() * 2)).put(buffer.flip());
    }
  }
}
