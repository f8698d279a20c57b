package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small file system in memory, which can be filled up and emptied again. */
final class FullDisk implements AutoCloseable {

  private final Path path;
  private final Path ballast;

  /** Needs the right to mount; without it there is nothing to be shown here. */
  FullDisk(Path path, String size) throws IOException, InterruptedException {
    this.path = Files.createDirectories(path);
    this.ballast = path.resolve("ballast");
    run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
  }

  Path path() {
    return path;
  }

  /** Takes all the space but so many bytes. */
  void leave(long bytes) throws IOException {
    FileStore store = Files.getFileStore(path);
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (long more = store.getUsableSpace() - bytes; more >= block.length; more -= block.length) {
        out.write(block);
      }
    }
  }

  /** Gives back what {@link #leave} took. */
  void free() throws IOException {
    Files.delete(ballast);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", path.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }
}
