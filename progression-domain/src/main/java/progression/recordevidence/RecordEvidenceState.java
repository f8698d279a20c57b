package progression.recordevidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.consequence.Standing;
import progression.curriculum.Curriculum;
import progression.event.CompetencyMastered;
import progression.event.EvidenceRecorded;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.MasteryWithdrawn;
import progression.event.PathwayStarted;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence;

/**
 * What is in force, what the record claims of the learner, her evidence on the competencies of the
 * command, and what was answered before about the evidence ids of the command. It belongs to one
 * decision and is changed in place.
 */
final class RecordEvidenceState {

  /** Evidence as it was first recorded, where it stands, and what followed from it. */
  record First(EvidenceRecorded event, long position, List<LearnerEvent> consequences) {}

  private final LearnerId learner;
  private final Set<EvidenceId> asked = new HashSet<>();
  private final Map<EvidenceId, First> firsts = new HashMap<>();
  private final Map<CompetencyId, List<Evidence>> evidence = new HashMap<>();
  private final Standing standing;
  private Curriculum curriculum;

  RecordEvidenceState(RecordEvidence command) {
    this.learner = command.learner();
    this.standing = new Standing(learner);
    this.curriculum = command.curriculum();
    command.lines().forEach(line -> asked.add(line.submission().id()));
  }

  void learned(Curriculum inForce) {
    curriculum = inForce;
  }

  void happened(LearnerEvent event, long position) {
    if (event instanceof EvidenceRecorded recorded && asked.contains(recorded.evidence().id())) {
      firsts.put(recorded.evidence().id(), new First(recorded, position, new ArrayList<>()));
    }
    if (!event.learner().equals(learner)) {
      return;
    }
    standing.evolve(event);
    if (event instanceof EvidenceRecorded recorded) {
      evidence
          .computeIfAbsent(recorded.evidence().competency(), none -> new ArrayList<>())
          .add(recorded.evidence());
    }
    First cause = firsts.get(cause(event));
    if (cause != null) {
      cause.consequences().add(event);
    }
  }

  Curriculum curriculum() {
    return curriculum;
  }

  Standing standing() {
    return standing;
  }

  @Nullable First first(EvidenceId id) {
    return firsts.get(id);
  }

  List<Evidence> evidence(CompetencyId competency) {
    return evidence.getOrDefault(competency, List.of());
  }

  private static @Nullable EvidenceId cause(LearnerEvent event) {
    return switch (event) {
      case CompetencyMastered e -> e.cause();
      case MasteryWithdrawn e -> e.cause();
      case StageCompleted e -> e.cause();
      case StagePlacedUnderReview e -> e.cause();
      case LearnerAdvanced e -> e.cause();
      case LearnerEnrolled ignored -> null;
      case PathwayStarted ignored -> null;
      case EvidenceRecorded ignored -> null;
    };
  }
}
