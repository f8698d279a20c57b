package progression.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * An event on its way into the ledger, encoded on its caller's thread so that the appender has
 * little left to do.
 *
 * @param time in microseconds: finer than the ledger keeps it, its hash could not be checked
 * @param tags in the form of {@link TagText}, sorted
 * @param keys of its tags, each once
 * @param content what {@link LedgerHash} covers beside position, commit time and the previous hash
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record PendingEvent(
    UUID id,
    String type,
    int version,
    Instant time,
    List<String> tags,
    long[] keys,
    String metadata,
    String payload,
    byte[] content) {

  static PendingEvent of(
      UUID id,
      String type,
      int version,
      Instant time,
      Collection<String> tags,
      String metadata,
      String payload) {
    Instant kept = time.truncatedTo(ChronoUnit.MICROS);
    List<String> sorted = tags.stream().sorted().toList();
    Fields tagFields = new Fields(128);
    sorted.forEach(tag -> tagFields.bytes(utf8(tag)));
    byte[] content =
        new Fields(metadata.length() + payload.length() + 256)
            .bytes(
                ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array())
            .bytes(utf8(type))
            .number(version)
            .number(micros(kept))
            .bytes(tagFields.toBytes())
            .bytes(utf8(metadata))
            .bytes(utf8(payload))
            .toBytes();
    long[] keys = sorted.stream().mapToLong(tag -> TagKey.of(tag, type)).distinct().toArray();
    return new PendingEvent(id, type, version, kept, sorted, keys, metadata, payload, content);
  }

  /** A time in microseconds since 1970. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Refuses what UTF-8 cannot carry, rather than altering it silently. */
  private static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (!text.equals(new String(bytes, UTF_8))) {
      throw new IllegalArgumentException("an event's text contains half a character");
    }
    return bytes;
  }
}
