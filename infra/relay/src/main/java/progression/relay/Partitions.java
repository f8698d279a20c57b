package progression.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;
import progression.ledger.StoredEvent;

/**
 * Which partition a learner's events take: the same for the relay and for whoever waits for one.
 */
public final class Partitions {

  private static final String LEARNER_TAG = "learner=";

  private Partitions() {}

  /** The partition of a learner, from 0, as Kafka's own partitioner computes it from the key. */
  public static int of(String district, LearnerId learner, int count) {
    return Utils.toPositive(Utils.murmur2(key(district, learner))) % count;
  }

  static byte[] key(String district, LearnerId learner) {
    return (district + "/" + learner.value()).getBytes(UTF_8);
  }

  /**
   * The learner that a stored event speaks of, by its tags, so that even an event that nobody can
   * decode reaches the right partition. None for reference data.
   */
  public static @Nullable LearnerId learner(StoredEvent event) {
    return learner(event.tags());
  }

  static @Nullable LearnerId learner(List<String> tags) {
    for (String tag : tags) {
      if (tag.startsWith(LEARNER_TAG)) {
        String escaped = tag.substring(LEARNER_TAG.length());
        return new LearnerId(escaped.replace("%2F", "/").replace("%25", "%"));
      }
    }
    return null;
  }
}
