package progression.ledger;

import java.util.List;

/**
 * Events that carry all of the tags and are of one of the types.
 *
 * @param tags in the form of {@link TagText}; empty means that tags do not matter
 * @param types wire names; empty means that types do not matter
 */
record Criterion(List<String> tags, List<String> types) {
  /** Every event. */
  static final Criterion ANY = new Criterion(List.of(), List.of());

  Criterion {
    tags = List.copyOf(tags);
    types = List.copyOf(types);
  }

  boolean matches(PendingEvent event) {
    return matchesType(event.type()) && event.tags().containsAll(tags);
  }

  boolean matchesType(String type) {
    return types.isEmpty() || types.contains(type);
  }
}
