package progression.agency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a learner is described, by herself and by those around her. In a change, what is absent stays
 * as it was and what is there replaces it, an empty list by nothing.
 */
public record Profile(
    @Nullable List<String> strengths,
    @Nullable List<String> needs,
    @Nullable List<String> interests,
    @Nullable List<String> motivations,
    @Nullable GoalOrientation goalOrientation,
    @Nullable Preferences preferences) {

  /** What a learner strives for: to master or to perform, to reach it or to avoid failing. */
  public enum GoalOrientation {
    MASTERY_APPROACH,
    MASTERY_AVOIDANCE,
    PERFORMANCE_APPROACH,
    PERFORMANCE_AVOIDANCE
  }

  /**
   * How she learns best, and the supports that she is given. Replaced as a whole.
   *
   * @param language a BCP 47 tag, such as {@code es-MX}
   */
  public record Preferences(
      @Nullable String pace,
      @Nullable String setting,
      @Nullable String language,
      List<String> accommodations) {
    public Preferences {
      accommodations = List.copyOf(accommodations);
    }
  }

  public Profile {
    strengths = copy(strengths);
    needs = copy(needs);
    interests = copy(interests);
    motivations = copy(motivations);
  }

  /** This profile after a change. */
  public Profile with(Profile change) {
    return new Profile(
        change.strengths == null ? strengths : change.strengths,
        change.needs == null ? needs : change.needs,
        change.interests == null ? interests : change.interests,
        change.motivations == null ? motivations : change.motivations,
        change.goalOrientation == null ? goalOrientation : change.goalOrientation,
        change.preferences == null ? preferences : change.preferences);
  }

  private static @Nullable List<String> copy(@Nullable List<String> list) {
    return list == null ? null : List.copyOf(list);
  }
}
