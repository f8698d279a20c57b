package progression.event;

import progression.mastery.Verdict;

/** Somebody brought about a verdict. All that follows from it names this event as its cause. */
public sealed interface VerdictEvent extends CompetencyEvent
    permits EvidenceRecorded, EvidenceCorrected, CompetencyRuled {

  /** The verdict on the competency, with this event taken into account. */
  Verdict verdict();

  /** What this is to all that follows from it. */
  Cause asCause();
}
