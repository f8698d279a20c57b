package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.runtime.CheckpointJdbc.Share;
import progression.relay.EventTopic;
import progression.relay.Partitions;

/** How far projections have come, for readers who want to see what they wrote. */
public final class Freshness {

  /** How soon a commit of another process is noticed. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** How long a meter's reading is good. */
  private static final Duration HOLDS = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final Districts districts;
  private final int partitions;
  private final Duration patience;
  private final Map<String, Commits> commits = new ConcurrentHashMap<>();
  private final Map<List<String>, Recent> recent = new ConcurrentHashMap<>();

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

  /**
   * How a projection is doing.
   *
   * @param head of the district's ledger
   * @param position up to which everything is applied
   * @param behind how old the first event is that is not applied; zero where all are
   * @param parked how many events wait to be mended
   * @param rebuild of its tables; none while there is none
   */
  public record State(
      long head, long position, Duration behind, long parked, @Nullable Rebuilding rebuild) {

    /** How many events are not applied. */
    public long lag() {
      return head - position;
    }
  }

  /**
   * Tables that are made anew beside the live ones, or were and did not take their place.
   *
   * @param position the position of the ledger up to which the new tables are filled; −1 before the
   *     first page
   * @param updatedAt when they were last filled further, or the rebuild ended
   * @param differing how many rows were not those of the live tables, so that the live ones stayed;
   *     none while the rebuild goes on, and where it broke off
   * @param failure why the rebuild broke off, in a sentence; none while it goes on, and where it
   *     did not break off
   */
  public record Rebuilding(
      long position, Instant updatedAt, @Nullable Long differing, @Nullable String failure) {}

  Commits commits(String projection) {
    return commits.computeIfAbsent(projection, name -> new Commits());
  }

  /** Whether there is such a district. */
  public boolean knows(String district) {
    return districts.find(district).isPresent();
  }

  /** How many partitions the events of a district are spread over. */
  public int partitions() {
    return partitions;
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
    long position = Parameters.position("minPosition", minPosition);
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

  /**
   * Up to which position the projection has everything that happened in the district, once that is
   * {@code minPosition}.
   *
   * @throws ProblemException if it is not a position of the ledger, is not reached in time, or an
   *     event up to there could not be applied
   */
  public long reached(String projection, String district, @Nullable String minPosition) {
    await(projection, district, minPosition);
    try (Connection connection = dataSource.getConnection()) {
      long reached = CheckpointJdbc.reached(connection, projection, district, partitions);
      checkComplete(reached, minPosition);
      return reached;
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The checkpoints cannot be read.", e);
    }
  }

  /**
   * Checks that what is complete up to a position is so up to {@code minPosition}.
   *
   * @throws ProblemException if it is not, as an event could not be applied
   */
  public static void checkComplete(long reached, @Nullable String minPosition) {
    if (minPosition != null && reached < Long.parseLong(minPosition)) {
      throw ProblemException.notYet(
          "an event behind position %d could not be applied and is being looked into"
              .formatted(reached));
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

  /** How a projection is doing in a district, as far as all partitions go. */
  public State state(String projection, String district) {
    LedgerReader ledger = districts.ledger(district);
    long head = ledger.head().position();
    FreshnessJdbc.State state = read(projection, district);
    long position = Math.min(head, state.position());
    Duration behind =
        position == head
            ? Duration.ZERO
            : ledger
                .at(position + 1)
                .map(next -> Duration.between(next.committedAt(), Instant.now()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    return new State(head, position, behind, state.parked(), state.rebuild());
  }

  /** The same, at most a second old: for meters, which ask for each of its figures by itself. */
  State recent(String projection, String district) {
    return recent
        .compute(
            List.of(projection, district),
            (which, before) ->
                before != null && System.nanoTime() - before.at() < HOLDS.toNanos()
                    ? before
                    : new Recent(state(projection, district), System.nanoTime()))
        .state();
  }

  private record Recent(State state, long at) {}

  private FreshnessJdbc.State read(String projection, String district) {
    try (Connection connection = dataSource.getConnection()) {
      return FreshnessJdbc.state(connection, projection, district, partitions);
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The projections cannot be asked.", e);
    }
  }
}
