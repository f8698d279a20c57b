package progression.kernel;

/** A mapping of the objectives of an assessment to competencies. */
public record MappingId(String value) implements Id {
  public MappingId {
    Id.check("mapping", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
