package progression.event;

import java.math.BigDecimal;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.mastery.Grounds;

/** The record now claims that the learner's mastery reaches a level that she is asked for. */
public record LevelReached(
    LearnerId learner,
    CompetencyId competency,
    BigDecimal level,
    FrameworkId framework,
    int frameworkVersion,
    Cause cause,
    Grounds grounds)
    implements LevelEvent {}
