package progression.bench;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * What the disk alone takes to make a block durable, as PostgreSQL does it at each commit: 8 kB
 * over what a file has already, then a flush of the data.
 */
final class DiskFlush implements Scenario {

  private static final int BLOCK = 8_192;
  private static final int BLOCKS = 2_048;

  private final Path directory;

  DiskFlush(Path directory) {
    this.directory = directory;
  }

  @Override
  public String id() {
    return "disk";
  }

  @Override
  public String metric() {
    return "flush of 8 kB to the disk, p50";
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(new Candidate("the disk", this::flush));
  }

  @Override
  public List<Bar> bars() {
    return List.of();
  }

  private Measure.Result flush(Duration time) throws Exception {
    Path file = Files.createTempFile(directory, "flush", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      for (int i = 0; i < BLOCKS; i++) {
        channel.write(block.rewind(), (long) i * BLOCK);
      }
      channel.force(true);
      int[] next = {0};
      return Measure.inThreads(
              1,
              time,
              number ->
                  () -> {
                    channel.write(block.rewind(), (long) (next[0]++ % BLOCKS) * BLOCK);
                    channel.force(false);
                    return 1;
                  })
          .asLatency();
    } finally {
      Files.delete(file);
    }
  }
}
