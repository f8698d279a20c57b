package progression.projections.reads;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.runtime.Freshness;

/** How every projection answers a question about many learners of a district. */
@Component
public final class DistrictReads {

  private final Freshness freshness;

  public DistrictReads(Freshness freshness) {
    this.freshness = freshness;
  }

  /** One statement on the projection's tables. */
  public interface Question<T> {
    /**
     * @param partitions that the district's events are spread over
     * @return empty where nothing is known by the name that was asked for
     */
    Optional<T> ask(String district, int partitions);
  }

  /**
   * The answer as it is, or as it is once {@code minPosition} is applied for all learners.
   *
   * @param district of the token
   * @param what is asked for, as in {@code the group class-6b}
   * @throws ProblemException if there is no such thing, the position makes no sense or is not
   *     reached in time
   */
  public <T> T answer(
      String projection,
      @Nullable String district,
      String what,
      @Nullable String minPosition,
      Question<T> question) {
    if (district == null || !freshness.knows(district)) {
      throw unknown(what);
    }
    freshness.await(projection, district, minPosition);
    return question.ask(district, freshness.partitions()).orElseThrow(() -> unknown(what));
  }

  /**
   * A text as the client gave it.
   *
   * @throws ProblemException if no name holds such characters
   */
  public static @Nullable String text(String parameter, @Nullable String value) {
    if (value != null && value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.invalidParameter(
          parameter, "%s contains a control character".formatted(parameter));
    }
    return value;
  }

  private static ProblemException unknown(String what) {
    return ProblemException.notFound("nothing is known of " + what);
  }

  /**
   * The most items of a page: as many as the client wants, and no more than the usual ones.
   *
   * @throws ProblemException if it is no such number
   */
  public static int size(@Nullable String limit, int most) {
    if (limit == null) {
      return most;
    }
    try {
      int size = Integer.parseInt(limit);
      if (size >= 1 && size <= most) {
        return size;
      }
    } catch (NumberFormatException e) {
      // is told below
    }
    throw ProblemException.invalidParameter(
        "limit", "limit is a number from 1 to %d".formatted(most));
  }

  /**
   * The time against which days are counted: as the client gave it, or now.
   *
   * @throws ProblemException if it is no time
   */
  public static Instant moment(@Nullable String at) {
    return at == null ? Instant.now() : Parameters.time("at", at);
  }
}
