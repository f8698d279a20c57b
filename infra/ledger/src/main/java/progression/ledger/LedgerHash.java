package progression.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain that makes tampering evident: each event's hash covers the event and the hash before
 * it.
 *
 * <p>Format 1 is the SHA-256 of these fields in this order, each preceded by its length in bytes as
 * a 32-bit big-endian number: the format (1 byte), position (64-bit big-endian), commit time
 * (microseconds since 1970 as 64-bit big-endian), the event's content, the previous hash. The
 * content is again a sequence of such fields: id (16 bytes), type, version (32-bit), time
 * (microseconds, 64-bit), tags (a sequence of fields, in the order stored), metadata, payload. Text
 * is UTF-8. Before the first event stands the SHA-256 of {@code progression ledger 1 } and the
 * district.
 */
final class LedgerHash {

  static final byte FORMAT = 1;

  /** Never fed, only copied: to look the algorithm up takes longer than to hash a tag. */
  private static final MessageDigest SHA = sha256();

  private final MessageDigest sha = sha256();

  /** What stands before the first event of a district's ledger. */
  static byte[] genesis(String district) {
    return sha256("progression ledger " + FORMAT + " " + district);
  }

  /** The hash of an event with the given content. Not safe for use by several threads. */
  byte[] next(long position, long committedAtMicros, byte[] content, byte[] previous) {
    return sha.digest(
        new Fields(content.length + 128)
            .bytes(new byte[] {FORMAT})
            .number(position)
            .number(committedAtMicros)
            .bytes(content)
            .bytes(previous)
            .toBytes());
  }

  static byte[] sha256(String text) {
    try {
      MessageDigest sha = (MessageDigest) SHA.clone();
      return sha.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
