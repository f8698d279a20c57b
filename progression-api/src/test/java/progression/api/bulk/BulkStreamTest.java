package progression.api.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import progression.api.intake.Fields;
import progression.ledger.LedgerUnavailableException;

@Timeout(60)
class BulkStreamTest {

  @TempDir(factory = TargetDirectory.class)
  Path directory;

  private final Letters letters = new Letters();

  /** Lines {@code {"a":"x1"}}: the lane is the letter, and some letters mean trouble. */
  private static class Letters implements BulkUseCase<String> {
    final List<List<String>> commands = new ArrayList<>();
    final List<RejectedLine> kept = new ArrayList<>();

    @Override
    public String subject() {
      return "letter";
    }

    @Override
    public List<String> statuses() {
      return List.of("done");
    }

    @Override
    public int mostLines() {
      return 3;
    }

    @Override
    public String read(Fields line) {
      String letter = line.text("a");
      line.nothingElse();
      if (letter.equals("bug")) {
        throw new IllegalStateException("a bug in reading");
      }
      return letter;
    }

    @Override
    public String lane(String line) {
      return line.substring(0, 1);
    }

    @Override
    public CompletableFuture<List<LineResult>> decide(List<String> lines) {
      commands.add(lines);
      if (lines.getFirst().startsWith("o")) {
        return CompletableFuture.failedFuture(
            new LedgerUnavailableException("out", new IOException()));
      }
      if (lines.getFirst().startsWith("t")) {
        throw new IllegalStateException("a bug in deciding");
      }
      return completedFuture(
          lines.stream().<LineResult>map(line -> new LineResult.Done(line, "done", 7)).toList());
    }

    @Override
    public void keep(List<RejectedLine> lines) {
      kept.addAll(lines);
    }
  }

  @Test
  void consecutive_lines_of_a_lane_are_one_command_of_bounded_size() throws Exception {
    answer("x1 x2 y1 x3 x4 x5 x6 z1");

    assertThat(letters.commands)
        .containsExactly(
            List.of("x1", "x2"),
            List.of("y1"),
            List.of("x3", "x4", "x5"),
            List.of("x6"),
            List.of("z1"));
  }

  @Test
  void a_bad_line_does_not_part_its_neighbours() throws Exception {
    List<String> answers = lines(run("{\"a\":\"x1\"}\n{}\n{\"a\":\"x2\"}\n"));

    assertThat(letters.commands).containsExactly(List.of("x1", "x2"));
    assertThat(answers.get(0))
        .isEqualTo("{\"line\":1,\"letter\":\"x1\",\"status\":\"done\",\"position\":7}");
    assertThat(answers.get(1)).contains("\"line\":2,\"status\":\"rejected\"", "missing-field");
    assertThat(answers.get(2)).contains("\"line\":3,\"letter\":\"x2\"");
    assertThat(answers.get(3)).isEqualTo("{\"summary\":{\"lines\":3,\"done\":2,\"rejected\":1}}");
    assertThat(letters.kept).extracting(RejectedLine::number).containsExactly(2L);
  }

  @Test
  void an_outage_or_a_bug_is_told_line_by_line_and_harms_no_other() throws Exception {
    List<String> answers = lines(answer("x1 o1 o2 y1 bug t1 x2"));

    assertThat(answers.get(1)).contains("/problems/unavailable");
    assertThat(answers.get(2)).contains("/problems/unavailable");
    assertThat(answers.get(4)).contains("/problems/internal-error");
    assertThat(answers.get(5)).contains("/problems/internal-error");
    assertThat(answers.getLast()).contains("\"lines\":7,\"done\":3,\"rejected\":4");
    assertThat(letters.kept).extracting(RejectedLine::number).containsExactly(2L, 3L, 5L, 6L);
  }

  @Test
  void lines_that_can_not_be_kept_are_told_of() throws Exception {
    Letters forgetful =
        new Letters() {
          @Override
          public void keep(List<RejectedLine> lines) {
            throw new IllegalStateException("no room");
          }
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    run(forgetful, new ByteArrayInputStream("{}\n{}\n".getBytes(UTF_8)), out);

    assertThat(lines(out).getLast()).contains("\"rejected\":2,\"unkept\":2");
  }

  @Test
  void input_is_read_on_while_nobody_takes_the_results() throws Exception {
    CountDownLatch allRead = new CountDownLatch(1);
    // more than all queues hold
    String line = "{\"a\":\"x\"" + " ".repeat(200) + "}\n";
    byte[] lines = line.repeat(50_000).getBytes(UTF_8);
    InputStream in =
        new ByteArrayInputStream(lines) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            int read = super.read(bytes, offset, length);
            if (read < 0) {
              allRead.countDown();
            }
            return read;
          }
        };
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    OutputStream stubborn =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
              allRead.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            taken.write(bytes, offset, length);
          }
        };

    run(letters, in, stubborn);

    assertThat(lines(taken)).hasSize(50_001);
  }

  @Test
  void what_came_in_is_decided_though_the_client_has_left() throws Exception {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("gone");
          }
        };

    run(letters, new ByteArrayInputStream("{\"a\":\"x\"}\n".repeat(999).getBytes(UTF_8)), gone);

    assertThat(letters.commands.stream().mapToInt(List::size).sum()).isEqualTo(999);
  }

  @Test
  void no_more_is_in_flight_than_the_window_holds() throws Exception {
    List<CompletableFuture<List<LineResult>>> undecided = new ArrayList<>();
    CountDownLatch full = new CountDownLatch(6);
    Letters slow =
        new Letters() {
          @Override
          public CompletableFuture<List<LineResult>> decide(List<String> lines) {
            CompletableFuture<List<LineResult>> result = new CompletableFuture<>();
            synchronized (undecided) {
              undecided.add(result);
            }
            full.countDown();
            return result;
          }
        };
    String lanes = "{\"a\":\"x\"}\n{\"a\":\"y\"}\n".repeat(100);
    Thread stream =
        Thread.startVirtualThread(() -> {
          try {
            run(
                slow,
                new ByteArrayInputStream(lanes.getBytes(UTF_8)),
                OutputStream.nullOutputStream());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    full.await();
    // four wait in the window, one is looked at by the collector, one is about to enter
    int answered = 0;
    while (stream.isAlive()) {
      List<CompletableFuture<List<LineResult>>> now;
      synchronized (undecided) {
        assertThat(undecided.size() - answered).isLessThanOrEqualTo(6);
        now = List.copyOf(undecided.subList(answered, undecided.size()));
      }
      now.forEach(one -> one.complete(List.of(new LineResult.Done("x", "done", 1))));
      answered += now.size();
      Thread.yield();
    }
    assertThat(answered).isEqualTo(200);
  }

  private ByteArrayOutputStream answer(String letters) throws InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (String letter : letters.split(" ")) {
      lines.append("{\"a\":\"").append(letter).append("\"}\n");
    }
    return run(lines.toString());
  }

  private ByteArrayOutputStream run(String lines) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run(letters, new ByteArrayInputStream(lines.getBytes(UTF_8)), out);
    return out;
  }

  private void run(Letters useCase, InputStream in, OutputStream out) throws InterruptedException {
    try (Spool spool = new Spool(directory, 1_000)) {
      new BulkStream<>(useCase, new JsonLines<>(useCase::read), 4, new Semaphore(1 << 20), spool)
          .run(in, out);
    }
  }

  private static List<String> lines(ByteArrayOutputStream out) {
    return out.toString(UTF_8).lines().toList();
  }
}
