package progression.event;

import progression.kernel.FrameworkId;

/** A person ruled on the verdict on a competency, whatever the evidence says. */
public sealed interface CompetencyRuled extends VerdictEvent
    permits VerdictOverridden, OverrideCleared, EvidenceSetAside {

  FrameworkId framework();

  int frameworkVersion();

  Ruling ruling();

  @Override
  default Cause asCause() {
    return new Cause.ByRuling(competency(), ruling().id());
  }
}
