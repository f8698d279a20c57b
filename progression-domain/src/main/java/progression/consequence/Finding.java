package progression.consequence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.event.CompetencyMastered.Basis;
import progression.mastery.Grounds;
import progression.mastery.Verdict;

/**
 * What the rules make of all that is known of a competency.
 *
 * @param basis what a claim of mastery rests on; none where nothing supports one
 * @param grounds why; none where neither a policy nor a person says anything, and then the record's
 *     claim stays as it is
 */
record Finding(Verdict verdict, @Nullable Basis basis, @Nullable Grounds grounds) {

  /** Why, to be told in any case. */
  Grounds told() {
    return grounds == null ? Grounds.withoutPolicy(List.of(), verdict.reason()) : grounds;
  }
}
