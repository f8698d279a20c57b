package progression.kernel;

/** A competency: the identifier of its CASE {@code CFItem}. */
public record CompetencyId(String value) implements Id {
  public CompetencyId {
    Id.check("competency", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
