package progression.roster;

/** How it stands between a learner and another, from here on. */
public enum Status {
  CURRENT,
  ENDED
}
