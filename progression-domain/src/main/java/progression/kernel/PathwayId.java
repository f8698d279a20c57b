package progression.kernel;

/** A pathway, as the district names it. */
public record PathwayId(String value) implements Id {
  public PathwayId {
    Id.check("pathway", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
