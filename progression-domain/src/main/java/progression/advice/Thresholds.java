package progression.advice;

/**
 * From where on the dashboards of a district speak up. They advise; nothing is decided by them.
 *
 * @param attempts pieces of evidence without mastery from which on a learner counts as stuck
 * @param feedbackDays days after which evidence without feedback counts as unanswered
 * @param weeksBehind weeks by which a learner is behind the guide of her pathway before it is said
 * @param targetDays days before the target date of an open goal from which on it is called near
 * @param smallestGroup learners that a group has at least for its outcomes to be shown
 */
public record Thresholds(
    int attempts, int feedbackDays, int weeksBehind, int targetDays, int smallestGroup) {

  /** What applies where a district has said nothing. */
  public static final Thresholds DEFAULT = new Thresholds(3, 14, 1, 14, 10);

  /** A smaller group may never be shown. */
  private static final int FLOOR = 10;

  private static final int MOST = 10_000;

  public Thresholds {
    check("attempts", attempts, 1);
    check("feedbackDays", feedbackDays, 1);
    check("weeksBehind", weeksBehind, 1);
    check("targetDays", targetDays, 0);
    check("smallestGroup", smallestGroup, FLOOR);
  }

  private static void check(String name, int value, int least) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          "%s is %d; it lies between %d and %d".formatted(name, value, least, MOST));
    }
  }
}
