package progression.projections.audittrail;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.event.EventCatalog;
import progression.event.FeedbackGiven;
import progression.event.FeedbackRequested;
import progression.event.FrameworkPublished;
import progression.event.PortfolioCurated;
import progression.event.ProgressionEvent;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.ProjectedEvent.Provenance;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * From events to rows, one each. Pure. What several partitions bring at once is one row: a
 * statement cannot write the same row twice.
 */
final class AuditTrailFold {

  private static final ObjectReader STRINGS =
      JsonMapper.shared().readerFor(new TypeReference<Map<String, String>>() {});

  private AuditTrailFold() {}

  /** A row and its district. */
  record Row(String district, Entry entry) {}

  private record Key(String district, long position) {}

  /**
   * What a competency was ever called: its identifier or its human coding.
   *
   * @param competency the CASE identifier
   */
  record Name(String district, String name, String competency) {}

  /** What the frameworks among the events call their competencies. */
  static Set<Name> names(List<ProjectedEvent> events) {
    Set<Name> names = new LinkedHashSet<>();
    for (ProjectedEvent event : events) {
      if (event.content() instanceof FrameworkPublished framework) {
        for (FrameworkPublished.Competency competency : framework.competencies()) {
          String id = competency.id().value();
          names.add(new Name(event.district(), id, id));
          if (competency.code() != null) {
            names.add(new Name(event.district(), competency.code(), id));
          }
        }
      }
    }
    return names;
  }

  static Collection<Row> fold(List<ProjectedEvent> events) {
    Map<String, Map<String, String>> read =
        new HashMap<>(); // The events of a command share theirs.
    Map<Key, Row> rows = LinkedHashMap.newLinkedHashMap(events.size());
    for (ProjectedEvent event : events) {
      Map<String, String> metadata =
          read.computeIfAbsent(event.provenance().metadata(), STRINGS::readValue);
      rows.put(
          new Key(event.district(), event.position()),
          new Row(event.district(), entry(event, metadata)));
    }
    return rows.values();
  }

  private static Entry entry(ProjectedEvent recorded, Map<String, String> metadata) {
    Provenance provenance = recorded.provenance();
    LearnerId learner = provenance.learner();
    ProgressionEvent event = recorded.content();
    return new Entry(
        recorded.position(),
        provenance.id(),
        provenance.type(),
        provenance.time(),
        recorded.recordedAt(),
        learner == null ? null : learner.value(),
        event == null ? null : competency(event),
        metadata.get("client"),
        metadata.get("onBehalfOf"),
        metadata.get("correlationId"),
        metadata.get("causationId"),
        metadata.get("traceparent"));
  }

  /** What it is about, where that is one; what may name several is about its learner. */
  private static @Nullable String competency(ProgressionEvent event) {
    CompetencyId about =
        switch (event) {
          case FeedbackGiven given -> given.about().competency();
          case FeedbackRequested asked -> asked.about().competency();
          case PortfolioCurated curated -> curated.competency();
          default -> null;
        };
    return about != null
        ? about.value()
        : EventCatalog.tags(event).stream()
            .filter(tag -> tag.key().equals("learner/competency"))
            .map(Tag::lastPart)
            .findFirst()
            .orElse(null);
  }
}
