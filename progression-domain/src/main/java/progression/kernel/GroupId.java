package progression.kernel;

/** A group of learners, such as a class, as the district names it. */
public record GroupId(String value) implements Id {
  public GroupId {
    Id.check("group", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
