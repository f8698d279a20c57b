package progression.kernel;

/** What a person decided, as her system names it. The idempotency key of the decision. */
public record RulingId(String value) implements Id {
  public RulingId {
    Id.check("ruling id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
