package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/** The evidence decides again: an override ended, and what was set aside counts. */
public record OverrideCleared(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Verdict verdict)
    implements CompetencyRuled {}
