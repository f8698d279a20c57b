package progression.bench;

import java.time.Duration;
import java.util.List;

/** One row of a table of bars in the design: ours, what it is compared with, and the bars. */
interface Scenario extends AutoCloseable {

  String id();

  /** By which it is named alone, where several share an id. */
  default String name() {
    return id();
  }

  String metric();

  /** Such as {@code appends/s}; where it is a latency, less is better. */
  String unit();

  /** Fills tables once, before the first round. */
  default void prepare() throws Exception {}

  /** Ours first. All are run in every round. */
  List<Candidate> candidates();

  List<Bar> bars();

  @Override
  default void close() throws Exception {}

  /** Something that is measured. */
  record Candidate(String name, Cell cell) {}

  /** Measures for about so long, on tables as fresh as they need to be. */
  interface Cell {
    Measure.Result run(Duration time) throws Exception;
  }

  /** What ours has to reach. */
  sealed interface Bar {

    /**
     * A multiple of the best of the candidates whose names begin like this; at least, or for a
     * latency at most.
     */
    record Times(double factor, String reference) implements Bar {}

    /** So much in a second. */
    record PerSecond(double least) implements Bar {}

    /** So many milliseconds. */
    record AtMost(double most) implements Bar {}

    /** Nothing is admitted twice by any of the candidates whose names begin like this. */
    record NoneTwice(String candidates) implements Bar {}
  }
}
