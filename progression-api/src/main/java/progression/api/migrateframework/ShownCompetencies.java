package progression.api.migrateframework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import progression.curriculum.Curriculum;
import progression.curriculum.Succession;
import progression.event.EventCatalog;
import progression.event.EvidenceRecorded;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.ledger.LedgerPages;
import progression.ledger.Ledgers;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/** Finds out of the ledger who has shown something of what a framework has no longer. */
@Component
final class ShownCompetencies {

  private static final int PAGE = 5_000;
  private static final String RECORDED = EventCatalog.entry(EvidenceRecorded.class).name();

  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();

  ShownCompetencies(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * The learners with evidence on competencies of the framework that are replaced or gone, each
   * with those competencies in the order in which she first showed them.
   */
  SortedMap<String, List<CompetencyId>> of(
      String district, FrameworkId framework, Curriculum curriculum) {
    Map<CompetencyId, Boolean> affected = new HashMap<>();
    SortedMap<String, Set<CompetencyId>> shown = new TreeMap<>();
    LedgerPages pages = ledgers.of(district).reader().pages(Boundary.START, PAGE);
    for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      for (StoredEvent stored : page) {
        if (stored.type().equals(RECORDED)
            && codec.decode(stored.type(), stored.version(), stored.payload())
                instanceof EvidenceRecorded event
            && event.framework().equals(framework)
            && affected.computeIfAbsent(event.competency(), id -> isAffected(id, curriculum))) {
          shown
              .computeIfAbsent(event.learner().value(), none -> new LinkedHashSet<>())
              .add(event.competency());
        }
      }
    }
    SortedMap<String, List<CompetencyId>> byLearner = new TreeMap<>();
    shown.forEach((learner, competencies) -> byLearner.put(learner, new ArrayList<>(competencies)));
    return byLearner;
  }

  private static boolean isAffected(CompetencyId competency, Curriculum curriculum) {
    return !(curriculum.successionOf(competency) instanceof Succession.InForce);
  }
}
