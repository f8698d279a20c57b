package progression.projections.learnerprogress;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import progression.event.CompetencyMastered;
import progression.event.CompetencyRuled;
import progression.event.EvidenceRecorded;
import progression.event.GoalEvent;
import progression.event.PathwayPublished;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.kernel.Tag;
import progression.ledger.StoredEvent;
import progression.ledger.json.JsonEventCodec;
import progression.projections.http.ProblemException;
import progression.projections.reads.LedgerReads;
import progression.projections.reads.LedgerReads.Span;
import progression.projections.runtime.ProjectedEvent;

/** Folds the ledger itself to where a learner stood. No table is asked. */
@Component
class LearnerReplay {

  private static final int PAGE = 500;

  /** Frameworks are large: few at a time. */
  private static final int REFERENCE_PAGE = 10;

  private final LedgerReads reads;
  private final JsonEventCodec codec = new JsonEventCodec();

  LearnerReplay(LedgerReads reads) {
    this.reads = reads;
  }

  /**
   * Where the learner stood.
   *
   * @param asOf as the client gave it; none for now
   * @throws ProblemException if she was not enrolled then, or {@code asOf} makes no sense
   */
  LearnerProgress state(@Nullable String district, String id, @Nullable String asOf) {
    Span span = reads.span(district, id, asOf);
    LearnerProgressFold fold = new LearnerProgressFold();
    Set<Tag> references = new LinkedHashSet<>();
    span.forEach(
        Tag.learner(span.learner()),
        PAGE,
        stored -> {
          ProjectedEvent event = decode(span, stored);
          fold.apply(event);
          addReference(event.event(), references);
        });
    if (references.contains(Tag.curriculum())) {
      references.retainAll(Set.of(Tag.curriculum())); // the others are part of it
    }
    Set<Tag> frameworks = new LinkedHashSet<>();
    for (Tag reference : references) {
      span.forEach(
          reference,
          REFERENCE_PAGE,
          stored -> {
            ProjectedEvent event = decode(span, stored);
            fold.apply(event);
            if (event.event() instanceof PathwayPublished pathway
                && !reference.equals(Tag.curriculum())) {
              frameworks.add(Tag.framework(pathway.framework()));
            }
          });
    }
    frameworks.removeAll(references);
    for (Tag framework : frameworks) {
      span.forEach(framework, REFERENCE_PAGE, stored -> fold.apply(decode(span, stored)));
    }
    LearnerProgressRows rows = fold.rows();
    if (rows.common().learners().isEmpty()) {
      throw ProblemException.unknownLearner(id);
    }
    return LearnerProgress.of(span.learner().value(), span.until(), rows);
  }

  /** What gives names to the codes and the stages of an answer. */
  private static void addReference(ProgressionEvent event, Set<Tag> references) {
    switch (event) {
      case EvidenceRecorded e -> references.add(Tag.framework(e.framework()));
      case CompetencyRuled e -> references.add(Tag.framework(e.framework()));
      case CompetencyMastered e -> references.add(Tag.framework(e.framework()));
      case PathwayStarted e -> references.add(Tag.pathway(e.pathway()));
      case GoalEvent ignored -> references.add(Tag.curriculum()); // it names no framework
      default -> {
        // the names that it needs are those of an event before it
      }
    }
  }

  private ProjectedEvent decode(Span span, StoredEvent stored) {
    return ProjectedEvent.of(span.district(), stored, codec);
  }
}
