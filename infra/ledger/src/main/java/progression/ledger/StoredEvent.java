package progression.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event as the ledger keeps it.
 *
 * @param position its place: 0, 1, 2, … without gaps, in commit order
 * @param id version 7, unique in the ledger
 * @param type the wire name
 * @param version of the wire format, from 1
 * @param time as given with the command, in microseconds
 * @param committedAt never earlier than that of the event before
 * @param tags in the form of {@link TagText}, sorted
 * @param metadata exact JSON text
 * @param payload exact JSON text
 * @param hash 32 bytes; covers this event and, through the hash before it, all earlier ones
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy for each event is dear.
public record StoredEvent(
    long position,
    UUID id,
    String type,
    int version,
    Instant time,
    Instant committedAt,
    List<String> tags,
    String metadata,
    String payload,
    byte[] hash) {
  public StoredEvent {
    tags = List.copyOf(tags);
  }
}
