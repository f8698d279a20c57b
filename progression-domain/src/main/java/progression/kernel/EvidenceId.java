package progression.kernel;

/** A piece of evidence: the source system and its id, joined by a colon. The idempotency key. */
public record EvidenceId(String value) implements Id {
  public EvidenceId {
    Id.check("evidence id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
