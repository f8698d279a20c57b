package progression.kernel;

/**
 * An entry of a learner's own record, such as a goal or a reflection. Unique among her entries of
 * the same kind. The idempotency key.
 */
public record EntryId(String value) implements Id {
  public EntryId {
    Id.check("id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
