package progression.ledger.command;

import java.security.SecureRandom;
import java.util.UUID;

/** Version 7 of RFC 9562: 48 bits of Unix milliseconds, then 74 random bits. */
final class UuidV7 {

  private static final SecureRandom RANDOM = new SecureRandom();

  private UuidV7() {}

  static UUID next() {
    long time = System.currentTimeMillis() << 16;
    return new UUID(
        time | 0x7000L | (RANDOM.nextInt() & 0x0FFFL),
        0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2));
  }
}
