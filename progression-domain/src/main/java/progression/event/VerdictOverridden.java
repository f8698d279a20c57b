package progression.event;

import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict;

/** A person vouches for the mastery, until that is cleared. */
public record VerdictOverridden(
    LearnerId learner,
    CompetencyId competency,
    FrameworkId framework,
    int frameworkVersion,
    Ruling ruling,
    Verdict verdict)
    implements CompetencyRuled {}
