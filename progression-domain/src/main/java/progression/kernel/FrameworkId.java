package progression.kernel;

/** A framework, as the district names it. */
public record FrameworkId(String value) implements Id {
  public FrameworkId {
    Id.check("framework", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
