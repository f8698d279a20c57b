package progression.event;

import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;

/** A person ruled on a piece of evidence that is in the record. What it was stays there. */
public sealed interface EvidenceCorrected extends VerdictEvent
    permits EvidenceScored,
        EvidenceRescored,
        EvidenceModerated,
        EvidenceRetracted,
        EvidenceReinstated,
        RevisionRequested {

  EvidenceId evidence();

  FrameworkId framework();

  int frameworkVersion();

  Ruling ruling();

  @Override
  default Cause asCause() {
    return new Cause.ByCorrection(evidence(), ruling().id());
  }
}
