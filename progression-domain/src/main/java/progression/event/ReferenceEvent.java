package progression.event;

import progression.kernel.FrameworkId;

/** What decisions are made by: it belongs to a framework and to no learner. */
public sealed interface ReferenceEvent extends ProgressionEvent
    permits FrameworkPublished, PolicyAdopted, PathwayPublished, ObjectivesMapped {

  FrameworkId framework();

  /** Counts the versions of the framework, policy, pathway or mapping from 1. */
  int version();
}
