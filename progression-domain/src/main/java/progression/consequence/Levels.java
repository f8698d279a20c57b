package progression.consequence;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.LevelEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;

/**
 * How far the masteries of one record reach, in the levels that are asked of the learner. Looked at
 * after the claims of mastery, none of which hangs on a level. Where a person vouches for a mastery
 * she does for every level, and of none anything is told.
 */
final class Levels {

  private final LearnerRecord record;
  private final LearnerId learner;

  Levels(LearnerRecord record, LearnerId learner) {
    this.record = record;
    this.learner = learner;
  }

  /**
   * Claims what is asked of her and holds, and takes back what no longer does.
   *
   * @return whether there is any level, and so what asks for one is to be looked at
   */
  boolean settle(Found found, Cause cause, Instant at) {
    Framework framework = record.rules().framework(found);
    Set<BigDecimal> levels = new TreeSet<>(claimed(found));
    levels.addAll(record.standing().asked(framework, found.competency()));
    return settle(found, levels, cause, at);
  }

  /** The same, but claims nothing. */
  boolean expire(Found found, Cause cause, Instant at) {
    return settle(found, List.copyOf(claimed(found)), cause, at);
  }

  private Set<BigDecimal> claimed(Found found) {
    return record.standing().claimed(found.competency()).keySet();
  }

  private boolean settle(Found found, Collection<BigDecimal> levels, Cause cause, Instant at) {
    if (!record.standing().isVouchedFor(found.competency())) {
      for (BigDecimal level : levels) {
        LevelEvent change = change(found, level, cause, at);
        if (change != null) {
          record.follows(change);
        }
      }
    }
    return !levels.isEmpty();
  }

  private @Nullable LevelEvent change(Found found, BigDecimal level, Cause cause, Instant at) {
    CompetencyId competency = found.competency();
    boolean mastered = record.standing().hasMastered(competency);
    boolean claimed = claimed(found).contains(level);
    if (!mastered && !claimed) {
      return null;
    }
    Finding finding = record.rules().find(found, level, at);
    boolean reached = finding != null && finding.basis() != null;
    if (claimed == (mastered && reached)) {
      return null;
    }
    Framework framework = record.rules().framework(found);
    if (claimed) {
      // what still reaches it goes with the mastery
      Finding why = finding == null || reached ? record.rules().find(found, at) : finding;
      return new LevelWithdrawn(
          learner, competency, level, framework.id(), framework.version(), cause, why.told());
    }
    return new LevelReached(
        learner,
        competency,
        level,
        framework.id(),
        framework.version(),
        cause,
        requireNonNull(finding).told());
  }
}
