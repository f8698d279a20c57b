package progression.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * What a tag and a type are looked up by, in one number: the first 24 bits of the SHA-256 of what
 * the tag is about, which is the first part of its value; then the first 20 of the whole tag's, and
 * the first 20 of the type's. So all types of a tag stand beside one another, all tags about one
 * learner do, too, and a tag of any length takes eight bytes.
 *
 * <p>Different tags can have the same key, however rarely: whoever looks something up by it
 * compares the event's own tags and type too. PostgreSQL computes the same as {@code tag_key}.
 */
public final class TagKey {

  private static final int TAG_BITS = 20;
  private static final int TYPE_BITS = 20;
  private static final long TYPE_MASK = (1L << TYPE_BITS) - 1;
  private static final long SUBJECT_MASK = -1L << (TAG_BITS + TYPE_BITS);

  /** There are some dozens of types. */
  private static final Map<String, Long> TYPES = new ConcurrentHashMap<>();

  private TagKey() {}

  /** The key of events of a type that carry a tag. */
  public static long of(String tag, String type) {
    return first(tag) | bitsOfType(type);
  }

  /** The keys of events of these types that carry a tag, one for each. */
  static LongStream of(String tag, List<String> types) {
    long first = first(tag);
    return types.stream().mapToLong(type -> first | bitsOfType(type));
  }

  /** The lowest and the highest key that events of any type can have that carry a tag. */
  static LongStream range(String tag) {
    long first = first(tag);
    return LongStream.of(first, first | TYPE_MASK);
  }

  private static long first(String tag) {
    int value = tag.indexOf('=') + 1;
    int end = tag.indexOf('/', value);
    String subject = tag.substring(value, end < 0 ? tag.length() : end);
    return bits(subject) & SUBJECT_MASK | (bits(tag) >>> (Long.SIZE - TAG_BITS)) << TYPE_BITS;
  }

  private static long bitsOfType(String type) {
    return TYPES.computeIfAbsent(type, text -> bits(text) >>> (Long.SIZE - TYPE_BITS));
  }

  private static long bits(String text) {
    return ByteBuffer.wrap(LedgerHash.sha256(text)).getLong();
  }
}
