package progression.api.migrateframework;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import progression.curriculum.Curriculum;
import progression.curriculum.Succession;
import progression.event.EventCatalog;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceSetAside;
import progression.event.OverrideCleared;
import progression.event.VerdictEvent;
import progression.event.VerdictOverridden;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.ledger.LedgerPages;
import progression.ledger.Ledgers;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;

/** Finds out of the ledger who has mastery or evidence of what a framework has no longer. */
@Component
final class ShownCompetencies {

  private static final int PAGE = 5_000;
  private static final Set<String> READ =
      Stream.of(
              EvidenceRecorded.class,
              VerdictOverridden.class,
              OverrideCleared.class,
              EvidenceSetAside.class)
          .map(type -> EventCatalog.entry(type).name())
          .collect(toUnmodifiableSet());

  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();

  ShownCompetencies(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /**
   * The learners with evidence or an override on competencies of the framework that are replaced or
   * gone, each with those competencies: first those that she showed, in the order in which she did.
   */
  SortedMap<String, List<CompetencyId>> of(
      String district, FrameworkId framework, Curriculum curriculum) {
    Map<CompetencyId, Boolean> affected = new HashMap<>();
    Found found = new Found(new TreeMap<>(), new TreeMap<>());
    LedgerPages<StoredEvent> pages = ledgers.of(district).reader().pages(Boundary.START, PAGE);
    for (List<StoredEvent> page = pages.next(); !page.isEmpty(); page = pages.next()) {
      for (StoredEvent stored : page) {
        if (READ.contains(stored.type())
            && codec.decode(stored.type(), stored.version(), stored.payload())
                instanceof VerdictEvent event
            && affected.computeIfAbsent(event.competency(), id -> isAffected(id, curriculum))) {
          found.take(event, framework);
        }
      }
    }
    return found.byLearner();
  }

  /** By learner: what she has evidence on, and what a person vouches for. */
  private record Found(
      Map<String, Set<CompetencyId>> shown, Map<String, Set<CompetencyId>> vouchedFor) {

    void take(VerdictEvent event, FrameworkId of) {
      switch (event) {
        case EvidenceRecorded e when e.framework().equals(of) -> in(shown, e).add(e.competency());
        case VerdictOverridden e when e.framework().equals(of) ->
            in(vouchedFor, e).add(e.competency());
        case OverrideCleared e -> in(vouchedFor, e).remove(e.competency());
        case EvidenceSetAside e -> in(vouchedFor, e).remove(e.competency());
        case EvidenceRecorded _, VerdictOverridden _, EvidenceCorrected _ -> {
          // of another framework, or of evidence that is known
        }
      }
    }

    private static Set<CompetencyId> in(Map<String, Set<CompetencyId>> of, VerdictEvent event) {
      return of.computeIfAbsent(event.learner().value(), none -> new LinkedHashSet<>());
    }

    SortedMap<String, List<CompetencyId>> byLearner() {
      vouchedFor.forEach((learner, competencies) ->
          shown.computeIfAbsent(learner, none -> new LinkedHashSet<>()).addAll(competencies));
      SortedMap<String, List<CompetencyId>> byLearner = new TreeMap<>();
      shown.forEach((learner, competencies) -> {
        if (!competencies.isEmpty()) {
          byLearner.put(learner, List.copyOf(competencies));
        }
      });
      return byLearner;
    }
  }

  private static boolean isAffected(CompetencyId competency, Curriculum curriculum) {
    return !(curriculum.successionOf(competency) instanceof Succession.InForce);
  }
}
