package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import progression.kernel.LearnerId;
import progression.ledger.LedgerReader;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.relay.EventTopic;
import progression.relay.Partitions;

/** How far projections have come, for readers who want to see what they wrote. */
public final class Freshness {

  /** How soon a commit of another process is noticed. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final DataSource dataSource;
  private final Districts districts;
  private final int partitions;
  private final Duration patience;
  private final Map<String, Commits> commits = new ConcurrentHashMap<>();

  /**
   * @param patience how long a reader waits at most
   */
  public Freshness(
      DataSource dataSource, Districts districts, EventTopic topic, Duration patience) {
    this.dataSource = dataSource;
    this.districts = districts;
    this.partitions = topic.partitions();
    this.patience = patience;
  }

  /** How far a projection is behind a ledger. */
  public record Lag(long positions, Duration time) {}

  Commits commits(String projection) {
    return commits.computeIfAbsent(projection, name -> new Commits());
  }

  boolean knows(String district) {
    return districts.find(district).isPresent();
  }

  /** The partition that carries a learner's events. */
  public int partition(String district, LearnerId learner) {
    return Partitions.of(district, learner, partitions);
  }

  /**
   * Waits until everything of the learner up to and including the position is applied.
   *
   * @param minPosition as the client gave it; none to wait for nothing
   * @throws ProblemException if it is not a position of the ledger, or is not reached in time
   */
  public void await(
      String projection, String district, LearnerId learner, @Nullable String minPosition) {
    await(projection, district, Set.of(partition(district, learner)), minPosition);
  }

  /** The same for all learners of the district. */
  public void await(String projection, String district, @Nullable String minPosition) {
    await(
        projection,
        district,
        IntStream.range(0, partitions).boxed().collect(Collectors.toSet()),
        minPosition);
  }

  private void await(
      String projection, String district, Set<Integer> lanes, @Nullable String minPosition) {
    if (minPosition == null) {
      return;
    }
    long position = LedgerReads.position("minPosition", minPosition);
    Set<Share> shares =
        lanes.stream().map(lane -> new Share(district, lane)).collect(Collectors.toSet());
    try {
      Commits here = commits(projection);
      if (here.await(shares, position, Duration.ZERO)) {
        return;
      }
      checkHead(district, position);
      long deadline = System.nanoTime() + patience.toNanos();
      while (!hasReached(projection, district, lanes, position)) {
        if (System.nanoTime() - deadline >= 0) {
          throw ProblemException.notYet(
              "%s has not reached position %d yet; ask again".formatted(projection, position));
        }
        if (here.await(shares, position, LOOK_AGAIN)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.notYet("the server is stopping; ask again");
    }
  }

  private void checkHead(String district, long position) {
    long head = districts.ledger(district).head().position();
    if (position > head) {
      throw ProblemException.invalidParameter(
          "minPosition",
          "minPosition %d lies beyond the ledger's last position %d".formatted(position, head));
    }
  }

  private boolean hasReached(
      String projection, String district, Set<Integer> lanes, long position) {
    Map<Integer, Long> positions = positions(projection, district);
    return lanes.stream().allMatch(lane -> positions.getOrDefault(lane, -1L) >= position);
  }

  private Map<Integer, Long> positions(String projection, String district) {
    try (Connection connection = dataSource.getConnection()) {
      return CheckpointJdbc.positions(connection, projection, district);
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The checkpoints cannot be read.", e);
    }
  }

  /** How far the projection is behind the ledger of the district, in all partitions. */
  public Lag lag(String projection, String district) {
    LedgerReader ledger = districts.ledger(district);
    long head = ledger.head().position();
    Map<Integer, Long> positions = positions(projection, district);
    long slowest =
        IntStream.range(0, partitions)
            .mapToLong(lane -> positions.getOrDefault(lane, -1L))
            .min()
            .orElse(-1);
    if (slowest >= head) {
      return new Lag(0, Duration.ZERO);
    }
    Duration time =
        ledger
            .at(slowest + 1)
            .map(next -> Duration.between(next.committedAt(), Instant.now()))
            .filter(age -> !age.isNegative())
            .orElse(Duration.ZERO);
    return new Lag(head - slowest, time);
  }
}
