package progression.kernel;

/**
 * Why a command was refused.
 *
 * @param type the stable kind of refusal
 * @param detail one sentence that names the offending value and what to do about it
 */
public record Rejection(Type type, String detail) {

  /** Whether the caller sent something impossible, or something that clashes with the record. */
  public enum Kind {
    /** The command can never be accepted as it stands. */
    INVALID,
    /** The command refers to something that does not exist here. */
    UNKNOWN,
    /** Whoever the command acts for may not do this. */
    FORBIDDEN,
    /** The command contradicts what is already recorded. */
    CONFLICT
  }

  /** The refusals of the domain; {@link #slug} is part of the public contract. */
  public enum Type {
    UNKNOWN_LEARNER("unknown-learner", "The learner is not enrolled", Kind.UNKNOWN),
    UNKNOWN_COMPETENCY("unknown-competency", "No published framework has it", Kind.UNKNOWN),
    AMBIGUOUS_COMPETENCY("ambiguous-competency", "The code stands for several", Kind.INVALID),
    UNKNOWN_FRAMEWORK("unknown-framework", "The framework is not published", Kind.UNKNOWN),
    UNKNOWN_PATHWAY("unknown-pathway", "The pathway is not published", Kind.UNKNOWN),
    UNKNOWN_ENTRY("unknown-entry", "The learner's record has no such entry", Kind.UNKNOWN),
    UNKNOWN_REFERENCE(
        "unknown-reference", "What it refers to is not in the learner's record", Kind.UNKNOWN),
    MAY_NOT_ACT("may-not-act", "This person may not do this for the learner", Kind.FORBIDDEN),
    ENTRY_CONFLICT("entry-conflict", "The id is taken by other content", Kind.CONFLICT),
    ENTRY_CLOSED("entry-closed", "It is concluded and stays as it is", Kind.CONFLICT),
    NOT_AN_OPTION("not-an-option", "The stage leaves no such choice", Kind.INVALID),
    EVIDENCE_CONFLICT(
        "evidence-conflict", "The evidence id is taken by other content", Kind.CONFLICT),
    UNKNOWN_EVIDENCE("unknown-evidence", "The evidence is not in the record", Kind.UNKNOWN),
    RULING_CONFLICT("ruling-conflict", "The ruling does not fit the record", Kind.CONFLICT),
    POLICY_OVERLAP(
        "policy-overlap", "Another policy already applies equally specifically", Kind.CONFLICT),
    MAPPING_OVERLAP("mapping-overlap", "Another mapping is for the same assessment", Kind.CONFLICT),
    INVALID_EVIDENCE("invalid-evidence", "The evidence does not make sense", Kind.INVALID),
    INVALID_FRAMEWORK("invalid-framework", "The framework does not make sense", Kind.INVALID),
    PREREQUISITE_CYCLE(
        "prerequisite-cycle", "Competencies precede one another in a circle", Kind.INVALID),
    INVALID_POLICY("invalid-policy", "The policy does not make sense", Kind.INVALID),
    INVALID_PATHWAY("invalid-pathway", "The pathway does not make sense", Kind.INVALID);

    private final String slug;
    private final String title;
    private final Kind kind;

    Type(String slug, String title, Kind kind) {
      this.slug = slug;
      this.title = title;
      this.kind = kind;
    }

    /** The stable name, as the last part of a problem type. */
    public String slug() {
      return slug;
    }

    /** A few words that are the same for every refusal of this type. */
    public String title() {
      return title;
    }

    public Kind kind() {
      return kind;
    }
  }
}
