package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/**
 * The verdict on a competency changed without new evidence on it, and the record's claim did not: a
 * prerequisite was met, say, or is no longer.
 */
public record VerdictChanged(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Verdict verdict,
    Cause cause)
    implements CompetencyEvent, Consequence {}
