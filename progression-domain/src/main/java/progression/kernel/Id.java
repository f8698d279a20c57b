package progression.kernel;

/**
 * A name that somebody else gave: opaque, case-sensitive, compared as it stands.
 *
 * <p>1 to 255 characters, none of them a control character, none a lone surrogate, not blank.
 */
public sealed interface Id
    permits CompetencyId,
        EntryId,
        EvidenceId,
        FrameworkId,
        GroupId,
        LearnerId,
        MappingId,
        PathwayId,
        PolicyId,
        RulingId {

  int MAX_LENGTH = 255;

  String value();

  /** The value itself, or an {@link IllegalArgumentException} that says what is wrong with it. */
  static String check(String kind, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(kind + " is blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(kind + " is longer than " + MAX_LENGTH + " characters");
    }
    // as plain as can be: every id of every event that is read comes through here
    for (int at = 0; at < value.length(); ) {
      int codePoint = value.codePointAt(at);
      if ((codePoint < ' ' || codePoint > '~') && isForbidden(codePoint)) {
        throw new IllegalArgumentException(kind + " contains a control character");
      }
      at += Character.charCount(codePoint);
    }
    return value;
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
