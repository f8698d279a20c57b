package progression.consequence;

import java.util.List;
import progression.event.Consequence;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.mastery.Verdict;

/**
 * What is told of something that was taken into the record.
 *
 * @param again whether it was there before: then everything here is the first answer
 * @param position a reference to where it stands, as a decider gives it
 * @param verdict on the competency, with it taken into account
 * @param consequences what followed from it in the same stroke, in order
 */
public record Answer(
    boolean again,
    long position,
    CompetencyId competency,
    Verdict verdict,
    List<Consequence> consequences) {
  public Answer {
    consequences = List.copyOf(consequences);
  }

  /** The same with its real position, once the command's first event has one. */
  public Answer located(long first) {
    return new Answer(again, Decider.position(position, first), competency, verdict, consequences);
  }
}
