package progression.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import progression.ledger.Wanted.Part;

/**
 * The events that earlier requests of a batch will add: they stand behind every marker, so a
 * request that waits for one of them to stay away conflicts with it.
 */
class InBatch {

  private final Map<String, Map<String, List<PendingEvent>>> byTagAndType = new HashMap<>();
  private final List<PendingEvent> all = new ArrayList<>();

  void add(AppendRequest request) {
    for (PendingEvent event : request.events()) {
      all.add(event);
      for (String tag : event.tags()) {
        byTagAndType
            .computeIfAbsent(tag, absent -> new HashMap<>())
            .computeIfAbsent(event.type(), absent -> new ArrayList<>())
            .add(event);
      }
    }
  }

  boolean conflictsWith(AppendRequest request) {
    return request.conditions().stream().map(Part::criterion).anyMatch(this::matches);
  }

  List<PendingEvent> events() {
    return all;
  }

  private boolean matches(Criterion criterion) {
    if (criterion.tags().isEmpty()) {
      return all.stream().anyMatch(event -> criterion.matchesType(event.type()));
    }
    return byTagAndType.getOrDefault(criterion.tags().getFirst(), Map.of()).entrySet().stream()
        .filter(entry -> criterion.matchesType(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(criterion::matches);
  }
}
