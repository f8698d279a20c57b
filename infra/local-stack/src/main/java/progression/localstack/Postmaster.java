package progression.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server process of a cluster, found through the cluster's {@code postmaster.pid}.
 *
 * <p>A server outlives a parent that was killed. Its pid file may also be older than the last boot,
 * and its number may by now belong to another program. So a process counts as the cluster's server
 * only if it is a {@code postgres} that works in the cluster's directory.
 */
final class Postmaster {

  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);

  /** A stop writes a checkpoint first, which takes its time after a heavy load. */
  private static final long STOP_SECONDS = 120;

  private final ProcessHandle process;

  private Postmaster(ProcessHandle process) {
    this.process = process;
  }

  /** The running server of this cluster, if there is one. */
  static Optional<Postmaster> of(Path cluster) {
    return recordedProcess(cluster)
        .filter(process -> isPostgresIn(cluster, process))
        .map(Postmaster::new);
  }

  /**
   * Makes the cluster startable: stops a server that a killed process left behind, and removes a
   * pid file whose number belongs to another program by now. (PostgreSQL itself deals with a number
   * that belongs to nobody.) The caller holds the lock of the directory, so a server found here has
   * lost its owner.
   */
  static void clearOrphan(Path cluster) {
    Optional<Postmaster> orphan = of(cluster);
    if (orphan.isPresent()) {
      log.info("Stopping PostgreSQL {} that a killed process left on {}", orphan.get(), cluster);
      orphan.get().stop();
    } else if (recordedProcess(cluster).isPresent()) {
      log.info("Removing a stale pid file: its number belongs to another program now");
      try {
        Files.delete(pidFile(cluster));
      } catch (IOException e) {
        throw new LocalStackException("Cannot remove %s".formatted(pidFile(cluster)), e);
      }
    }
  }

  /**
   * Stops the server in the fast mode: sessions are ended, everything is written, then it exits.
   */
  void stop() {
    signal("INT");
    awaitExit();
  }

  /** Waits until a server that was told to stop has gone. */
  void awaitExit() {
    if (!process.isAlive()) {
      return; // Asking the operating system is quick; onExit() of a process not our child is not.
    }
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new LocalStackException(
          "PostgreSQL (process %d) does not stop.".formatted(process.pid()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while PostgreSQL was stopping.", e);
    }
  }

  private void signal(String name) {
    // ProcessHandle offers TERM and KILL: the first waits for every client to leave, the second
    // loses the clean shutdown.
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new LocalStackException(
          "PostgreSQL (process %d) cannot be signalled.".formatted(process.pid()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while PostgreSQL was stopping.", e);
    }
  }

  private static Path pidFile(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  private static Optional<ProcessHandle> recordedProcess(Path cluster) {
    try {
      if (!Files.exists(pidFile(cluster))) {
        return Optional.empty();
      }
      return Files.readAllLines(pidFile(cluster)).stream()
          .findFirst()
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
    } catch (IOException | NumberFormatException e) {
      throw new LocalStackException("Cannot read %s".formatted(pidFile(cluster)), e);
    }
  }

  private static boolean isPostgresIn(Path cluster, ProcessHandle process) {
    boolean postgres =
        process.info().command().map(Path::of).map(Path::getFileName).stream()
            .anyMatch(name -> name.toString().equals("postgres"));
    return postgres && worksIn(cluster, process);
  }

  private static boolean worksIn(Path cluster, ProcessHandle process) {
    Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
    if (Files.exists(workingDirectory)) {
      try {
        return Files.isSameFile(workingDirectory, cluster);
      } catch (IOException gone) {
        return false;
      }
    }
    // No /proc (macOS): the server was given its directory as an argument.
    return process.info().arguments().stream()
        .anyMatch(arguments -> List.of(arguments).contains(cluster.toString()));
  }

  @Override
  public String toString() {
    return "process " + process.pid();
  }
}
