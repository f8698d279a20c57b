package progression.kernel;

import java.util.List;
import java.util.Set;

/**
 * The events that a decision depends on: those that match any of the criteria.
 *
 * @param anyOf never empty
 */
public record Boundary<E>(List<Criterion<E>> anyOf) {

  /** The position before the first event. */
  public static final long START = -1;

  public Boundary {
    anyOf = List.copyOf(anyOf);
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("a boundary needs at least one criterion");
    }
  }

  /** Whether whatever has read this one, from wherever it was known, has read the other. */
  public boolean covers(Boundary<E> other) {
    return other.anyOf.stream()
        .allMatch(asked ->
            anyOf.stream()
                .anyMatch(read ->
                    read.tag().equals(asked.tag()) && read.types().containsAll(asked.types())));
  }

  /**
   * Events that carry the tag and are of one of the types.
   *
   * @param after events at or before this position are not read again: the command was completed
   *     with them. They still count as part of the boundary. {@link #START} reads all.
   * @param unlikely whether it seldom matches any event, such as an id that should be new. Changes
   *     nothing but how soon the decision is made
   */
  public record Criterion<E>(Tag tag, Set<Class<? extends E>> types, long after, boolean unlikely) {
    public Criterion {
      types = Set.copyOf(types);
      if (types.isEmpty()) {
        throw new IllegalArgumentException("a criterion names the event types it depends on");
      }
    }

    public Criterion(Tag tag, Set<Class<? extends E>> types) {
      this(tag, types, START);
    }

    public Criterion(Tag tag, Set<Class<? extends E>> types, long after) {
      this(tag, types, after, false);
    }

    /** A criterion that seldom matches any event. */
    public static <E> Criterion<E> unlikely(Tag tag, Set<Class<? extends E>> types) {
      return new Criterion<>(tag, types, START, true);
    }
  }
}
