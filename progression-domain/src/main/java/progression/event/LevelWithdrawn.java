package progression.event;

import java.math.BigDecimal;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;

/** The record no longer claims that the learner's mastery reaches a level. */
public record LevelWithdrawn(
    LearnerId learner,
    CompetencyId competency,
    BigDecimal level,
    FrameworkId framework,
    int frameworkVersion,
    Cause cause,
    Grounds grounds)
    implements LevelEvent {}
