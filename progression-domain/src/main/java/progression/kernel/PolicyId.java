package progression.kernel;

/** A mastery policy, as the district names it. */
public record PolicyId(String value) implements Id {
  public PolicyId {
    Id.check("policy", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
