package progression.kernel;

/** A learner, as the district's rostering system names her. */
public record LearnerId(String value) implements Id {
  public LearnerId {
    Id.check("learner", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
