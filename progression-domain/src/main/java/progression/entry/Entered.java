package progression.entry;

/**
 * What the author of an entry is told.
 *
 * @param again whether it was there before
 * @param position a reference to where it stands, as a decider gives it
 */
public record Entered(boolean again, long position) {}
