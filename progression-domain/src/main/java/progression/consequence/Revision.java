package progression.consequence;

import progression.curriculum.Resolution.Found;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/** A verdict that came out otherwise when it was evaluated again: what was told, and what is. */
public record Revision(Found competency, Status from, Verdict to) {}
