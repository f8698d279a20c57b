package progression.consequence;

import progression.curriculum.Curriculum;
import progression.kernel.LearnerId;

/**
 * A command about what a learner has shown.
 *
 * @param <C> the command itself
 */
public interface RecordCommand<C> {

  LearnerId learner();

  /** What the command was completed with. */
  Curriculum curriculum();

  /** The same command, completed with what is in force by now. */
  C with(Curriculum inForce);
}
