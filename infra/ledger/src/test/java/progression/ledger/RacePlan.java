package progression.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * What one writer of a race does: which boundary it reads and what it then wants to append. Every
 * process works it out alike from the numbers of the round and the writer.
 *
 * @param contest writers of one contest all want what only one can have, if {@link #oneWinner}
 * @param boundary each element the tags that an event must all carry
 * @param tags what its own events carry
 */
record RacePlan(
    int round,
    int writer,
    int contest,
    boolean oneWinner,
    List<List<Tag>> boundary,
    Set<Tag> tags,
    int events,
    Priority priority) {

  static final String TYPE = "Won";

  private static final int KINDS = 5;

  static RacePlan of(int round, int writer, int writers) {
    int half = writer % 2;
    Tag mine = tag(round, writer);
    return switch (round % KINDS) {
      // All of a half read and write the same.
      case 0 -> plan(round, writer, half, List.of(List.of(tag(round, half))), 1);
      // Each reads its own and its neighbour's: a ring.
      case 1 ->
          new RacePlan(
              round,
              writer,
              0,
              false,
              List.of(List.of(mine), List.of(tag(round, (writer + 1) % writers))),
              Set.of(mine),
              1,
              Priority.INTERACTIVE);
      // Each reads all that the one before it reads, and more; all write to what the first reads.
      case 2 -> {
        List<List<Tag>> growing = new ArrayList<>();
        IntStream.rangeClosed(0, writer).forEach(i -> growing.add(List.of(tag(round, i))));
        yield plan(round, writer, 0, growing, 1);
      }
      // Two tags at once, one of them shared with the other half.
      case 3 -> plan(round, writer, half, List.of(List.of(tag(round, 99), tag(round, half))), 1);
      // As the first, but every other writer brings very many events.
      default ->
          plan(
              round,
              writer,
              half,
              List.of(List.of(tag(round, half))),
              (writer / 2) % 2 == 0 ? 40 : 1);
    };
  }

  private static RacePlan plan(
      int round, int writer, int contest, List<List<Tag>> boundary, int events) {
    return new RacePlan(
        round,
        writer,
        contest,
        waits(round),
        boundary,
        Set.copyOf(boundary.getFirst()),
        events,
        events == 1 ? Priority.INTERACTIVE : Priority.BULK);
  }

  /** Whether all have to have read before the first may append; otherwise they run as they like. */
  static boolean waits(int round) {
    return (round / KINDS) % 2 == 0;
  }

  EventCriteria criteria() {
    return EventCriteria.either(
        boundary.stream()
            .map(tags ->
                EventCriteria.havingTags(Set.copyOf(tags))
                    .andBeingOneOfTypes(Set.of(new QualifiedName(TYPE))))
            .toList());
  }

  /** Ten rounds share their tags, so that boundaries are read again that have grown meanwhile. */
  private static Tag tag(int round, int number) {
    return Tag.of("race", round / (2 * KINDS) + "-" + number);
  }
}
