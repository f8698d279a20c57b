package progression.roster;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the district's own system says of a learner, to be counted by and for nothing else.
 *
 * @param grade such as {@code 6}; none where none is told
 * @param subgroups by what learners are told apart, such as {@code english-learner}, and to which
 *     of its groups she belongs, such as {@code yes}
 */
public record Description(@Nullable String grade, Map<String, String> subgroups) {

  /** The most ways to tell learners apart. */
  public static final int MOST = 20;

  private static final int LONGEST = 100;
  private static final String GRADE = "grade";

  public Description {
    if (subgroups.size() > MOST) {
      throw new IllegalArgumentException("subgroups has more than %d entries".formatted(MOST));
    }
    if (subgroups.containsKey(GRADE)) {
      throw new IllegalArgumentException("a learner's grade stands beside her subgroups");
    }
    if (grade != null) {
      check(grade);
    }
    subgroups.forEach((kind, group) -> {
      check(kind);
      check(group);
    });
    subgroups = Collections.unmodifiableMap(new TreeMap<>(subgroups));
  }

  private static void check(String word) {
    if (word.isBlank()
        || word.length() > LONGEST
        || word.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a grade or a subgroup is 1 to %d characters, none a control character"
              .formatted(LONGEST));
    }
  }
}
