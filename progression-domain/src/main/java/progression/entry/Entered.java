package progression.entry;

import java.util.List;
import progression.event.Consequence;

/**
 * What the author of an entry is told.
 *
 * @param again whether it was there before: then everything here is the first answer
 * @param position a reference to where it stands, as a decider gives it
 * @param consequences what followed in the same stroke, in order
 */
public record Entered(boolean again, long position, List<Consequence> consequences) {
  public Entered {
    consequences = List.copyOf(consequences);
  }

  /** Of an entry from which nothing follows. */
  public Entered(boolean again, long position) {
    this(again, position, List.of());
  }
}
