package progression.api.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir(factory = TargetDirectory.class)
  Path directory;

  @Test
  void what_goes_in_comes_out_in_order_in_memory_and_on_disk() throws Exception {
    Random random = new Random(7);
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Spool spool = new Spool(directory, 100)) {
      for (int n = 0; n < 5_000; n++) {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        in.writeBytes(bytes);
        spool.add(bytes);
        while (random.nextInt(3) == 0 && !spool.isEmpty()) {
          take(spool, out);
        }
      }
      assertThat(spool.onDisk()).isPositive();
      spool.end();
      while (take(spool, out)) {}
      assertThat(spool.onDisk()).isZero();
    }
    assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
  }

  @Test
  void little_stays_in_memory_and_its_file_has_no_name() throws Exception {
    try (Spool spool = new Spool(directory, 100)) {
      for (int n = 0; n < 1_000; n++) {
        spool.add(new byte[1_000]);
      }

      assertThat(spool.onDisk()).isEqualTo(1_000_000);
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void the_reader_is_woken_by_news_the_end_and_the_close() throws Exception {
    try (Spool spool = new Spool(directory, 100)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Thread reader =
          Thread.startVirtualThread(() ->
              assertThatCode(
                      () -> {
                        while (take(spool, out)) {}
                      })
                  .doesNotThrowAnyException());
      spool.add(new byte[] {1});
      spool.add(new byte[] {2});
      spool.end();
      reader.join();

      assertThat(out.toByteArray()).containsExactly(1, 2);
    }
    Spool closed = new Spool(directory, 100);
    Thread reader = Thread.startVirtualThread(() -> assertThatCode(closed::take).isNull());
    closed.close();
    reader.join();
  }

  @Test
  void nobody_waits_for_a_reader_that_is_gone() throws Exception {
    Spool spool = new Spool(directory, 100);
    spool.close();

    spool.add(new byte[1_000]);

    assertThat(spool.isEmpty()).isTrue();
    assertThat(spool.take()).isNull();
  }

  private static boolean take(Spool spool, ByteArrayOutputStream out)
      throws IOException, InterruptedException {
    byte[] bytes = spool.take();
    if (bytes != null) {
      out.writeBytes(bytes);
    }
    return bytes != null;
  }
}
