package progression.relay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import progression.kernel.LearnerId;

/** A record of the topic, as a consumer reads it. */
public sealed interface FeedRecord {

  String district();

  String incarnation();

  /**
   * The position of this district's record before this one in the same partition; −1 for the first.
   * Between the two the ledger holds nothing for this partition.
   */
  long previous();

  /** The position that is reached with this record. */
  long position();

  /**
   * An event of the ledger.
   *
   * @param type the wire name
   * @param version of the wire format
   * @param time as given with the command
   * @param metadata exact JSON text: who did it, for whom, in which trace
   * @param learner none for reference data
   * @param payload exact JSON text
   */
  record Event(
      String district,
      String incarnation,
      long previous,
      long position,
      UUID id,
      String type,
      int version,
      Instant time,
      Instant committedAt,
      String metadata,
      @Nullable LearnerId learner,
      String payload)
      implements FeedRecord {}

  /**
   * Nothing happened in this partition up to the position.
   *
   * @param hash of the event at the position, lower-case hexadecimal
   */
  record Mark(String district, String incarnation, long previous, long position, String hash)
      implements FeedRecord {}
}
