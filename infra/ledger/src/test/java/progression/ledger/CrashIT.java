package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import progression.ledger.Crashes.Victim;

/** The writing process or PostgreSQL dies at random moments, over and over. */
class CrashIT {

  private static final int CRASHES = Integer.getInteger("ledger.crashes", 20);
  private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());

  @SuppressWarnings("NullAway.Init") // JUnit calls start() first.
  private static CrashingPostgres database;

  @BeforeAll
  static void start() {
    database = new CrashingPostgres(Path.of("target", "crash-%x".formatted(SEED)).toAbsolutePath());
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void what_was_acknowledged_stands_once_and_whole_whoever_crashes() throws Exception {
    try (Crashes crashes = new Crashes(database, "safe", "", new Random(SEED))) {
      for (int i = 0; i < CRASHES; i++) {
        crashes.crashAnybody();
        assertThat(crashes.complaints()).as("crash %d of seed %d", i, SEED).isEmpty();
      }
      crashes.finish();
      System.out.printf("seed %d: %s%n", SEED, crashes.summary());
      assertThat(crashes.complaints()).as("seed %d", SEED).isEmpty();
    }
  }

  @Test
  void an_acknowledgement_before_the_disk_has_it_is_noticed() throws Exception {
    String hasty = "?options=-c%20synchronous_commit%3Doff";
    try (Crashes crashes = new Crashes(database, "hasty", hasty, new Random(SEED))) {
      for (int i = 0; i < 5 && crashes.complaints().isEmpty(); i++) {
        crashes.crash(Victim.ALL_OF_POSTGRES);
      }
      assertThat(crashes.complaints()).anyMatch(complaint -> complaint.contains("stands at [-1"));
    }
  }
}
