package progression.enrolllearner;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.event.Consequence;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.roster.Description;

/**
 * Takes a learner into the district's care and starts her on pathways. Enrolling her again starts
 * her on the pathways that she is not on yet, and describes her anew.
 *
 * @param description in place of what the district said before; none leaves that as it is
 * @param author who enrols her: the person that a client acts for, or the client
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record EnrollLearner(
    LearnerId learner,
    List<PathwayId> pathways,
    @Nullable Description description,
    Actor author,
    Instant at,
    Curriculum curriculum) {
  public EnrollLearner {
    pathways = List.copyOf(pathways);
  }

  EnrollLearner with(Curriculum inForce) {
    return new EnrollLearner(learner, pathways, description, author, at, inForce);
  }

  /**
   * What the caller is told.
   *
   * @param consequences what followed as she set out on these pathways, now or before, in order
   */
  public record Enrolled(Enrollment enrollment, List<Consequence> consequences) {
    public Enrolled {
      consequences = List.copyOf(consequences);
    }
  }

  /** What became of it. */
  public enum Enrollment {
    /** She is new. */
    ENROLLED,
    /** She was enrolled and is now on further pathways. */
    PATHWAYS_STARTED,
    /** She was enrolled and is now described otherwise. */
    DESCRIBED,
    /** Nothing was to be done. */
    ALREADY_ENROLLED
  }
}
