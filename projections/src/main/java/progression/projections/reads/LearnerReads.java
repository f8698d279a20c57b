package progression.projections.reads;

import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.runtime.Freshness;

/** How every projection answers a question about one learner. */
@Component
public final class LearnerReads {

  private final Freshness freshness;

  public LearnerReads(Freshness freshness) {
    this.freshness = freshness;
  }

  /** One statement on the projection's tables. */
  public interface Question<T> {
    /**
     * @param partition whose checkpoint the answer reflects
     * @return empty where there is no such learner
     */
    Optional<T> ask(String district, LearnerId learner, int partition);
  }

  /**
   * The answer as it is, or as it is once {@code minPosition} is applied; the same for as long as
   * its position is.
   *
   * @param district of the token
   * @param id the learner as the client names her
   * @param position what an answer reflects
   * @throws ProblemException if there is no such learner, the position makes no sense or is not
   *     reached in time
   */
  public <T> ResponseEntity<T> answer(
      String projection,
      @Nullable String district,
      String id,
      @Nullable String minPosition,
      Question<T> question,
      ToLongFunction<T> position) {
    T answer = read(projection, district, id, minPosition, question, position);
    return ResponseEntity.ok().eTag("W/\"" + position.applyAsLong(answer) + "\"").body(answer);
  }

  /** The same for an answer that changes with time as well. */
  public <T> T read(
      String projection,
      @Nullable String district,
      String id,
      @Nullable String minPosition,
      Question<T> question,
      ToLongFunction<T> position) {
    LearnerId learner = Parameters.learner(id);
    if (district == null || !freshness.knows(district)) {
      throw ProblemException.unknownLearner(id);
    }
    freshness.await(projection, district, learner, minPosition);
    T answer =
        question
            .ask(district, learner, freshness.partition(district, learner))
            .orElseThrow(() -> ProblemException.unknownLearner(id));
    long reflected = position.applyAsLong(answer);
    if (minPosition != null && reflected < Long.parseLong(minPosition)) {
      throw ProblemException.notYet(
          "an event of the learner behind position %d could not be applied and is being looked into"
              .formatted(reflected));
    }
    return answer;
  }
}
