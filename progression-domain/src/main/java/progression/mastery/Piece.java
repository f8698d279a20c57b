package progression.mastery;

import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of evidence with either its score on the policy's scale, or why it does not count. */
record Piece(Evidence evidence, @Nullable Exact score, Grounds.@Nullable Why why) {

  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::occurredAt).thenComparing(piece -> piece.id().value());

  /** All pieces in the order in which they are judged: by when they occurred, then by id. */
  static List<Piece> ordered(Policy policy, Collection<Evidence> evidence, Instant asOf) {
    Period window = policy.requirements().window();
    Instant earliest = window == null ? Instant.MIN : Calendar.before(asOf, window);
    return evidence.stream().sorted(ORDER).map(piece -> of(piece, policy, earliest)).toList();
  }

  private static Piece of(Evidence evidence, Policy policy, Instant earliest) {
    Score score = evidence.score();
    if (score == null) {
      return new Piece(evidence, null, Grounds.Why.UNSCORED);
    }
    if (evidence.occurredAt().isBefore(earliest)) {
      return new Piece(evidence, null, Grounds.Why.OUTSIDE_WINDOW);
    }
    if (Mastery.refusal(policy, score).isPresent()) {
      return new Piece(evidence, null, Grounds.Why.OFF_SCALE);
    }
    return new Piece(evidence, Exact.of(score, policy.scale()), null);
  }
}
