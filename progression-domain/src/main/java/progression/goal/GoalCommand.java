package progression.goal;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/** Something to be done about one of a learner's goals. */
public interface GoalCommand {

  LearnerId learner();

  EntryId goal();

  Actor author();

  /** By which the same is known when it is sent again; none where the author gave none. */
  default @Nullable EntryId change() {
    return null;
  }

  /** What the goal is to be; none where its terms stay. */
  default @Nullable Aim aim() {
    return null;
  }

  /** What the command was completed with. */
  default Curriculum curriculum() {
    return Curriculum.EMPTY;
  }

  /** Whether every competency's name stands for exactly one. */
  default boolean isResolved() {
    Aim aim = aim();
    return aim == null || aim.names().stream().allMatch(Resolution.Found.class::isInstance);
  }
}
