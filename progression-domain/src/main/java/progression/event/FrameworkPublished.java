package progression.event;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;

/**
 * A version of a framework of competencies came into force.
 *
 * @param caseVersion the CASE version of the package: {@code 1.0} or {@code 1.1}
 * @param digest lower-case hex SHA-256 of the package's bytes
 * @param casePackage the CASE {@code CFPackage} as it was given, character by character
 */
public record FrameworkPublished(
    FrameworkId framework,
    int version,
    String title,
    String caseVersion,
    List<Competency> competencies,
    List<Association> associations,
    String digest,
    String casePackage)
    implements ReferenceEvent {

  public FrameworkPublished {
    competencies = List.copyOf(competencies);
    associations = List.copyOf(associations);
  }

  /**
   * What a CASE {@code CFItem} says of a competency.
   *
   * @param code the human coding scheme, where there is one
   * @param statement the abbreviated statement, or else the full one
   */
  public record Competency(CompetencyId id, @Nullable String code, String statement) {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Longer statements are cut in sentences, counted in characters. */
    private static final int MOST = 80;

    /** What people call it: its code, if it has one, and its statement. */
    public String called() {
      String line = SPACE.matcher(statement.strip()).replaceAll(" ");
      String quoted =
          "“" + shortened(line.endsWith(".") ? line.substring(0, line.length() - 1) : line) + "”";
      return code == null ? quoted : code + " " + quoted;
    }

    private static String shortened(String text) {
      if (text.length() <= MOST) {
        return text;
      }
      int word = text.lastIndexOf(' ', MOST - 1);
      int end = word > 0 ? word : text.offsetByCodePoints(0, text.codePointCount(0, MOST - 1));
      return text.substring(0, end) + "…";
    }
  }

  /** An association that the rules interpret, from one competency to another of any framework. */
  public record Association(CompetencyId from, Type type, CompetencyId to) {

    /** The CASE association types in use. */
    public enum Type {
      IS_CHILD_OF,
      PRECEDES,
      EXACT_MATCH_OF,
      REPLACED_BY
    }
  }
}
