package progression.api.bulk;

import static java.util.concurrent.CompletableFuture.failedFuture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.api.intake.Body;
import progression.api.problem.BadInput;
import progression.api.problem.Problem;
import progression.api.problem.ProblemAdvice;

/** One request's lines, from its body to its answer. The package tells of the threads. */
final class BulkStream<T> {

  private static final Logger LOG = LoggerFactory.getLogger(BulkStream.class);

  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS = 16;

  /** A piece of the input, or the news that there is no more. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  private record Chunk(Kind kind, byte[] bytes) {
    enum Kind {
      BYTES,
      CLEAN_END,
      BROKEN_OFF
    }

    boolean isLast() {
      return kind != Kind.BYTES;
    }
  }

  private final BulkUseCase<T> useCase;
  private final Input<T> input;
  private final Semaphore bytesInFlight;
  private final Spool spool;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<Group<T>> inFlight;
  private final Answers answers;

  /** Touched by the reader alone. */
  private Group<T> gathering;

  /** Why not all of the input was taken. */
  private volatile @Nullable Problem problem;

  /**
   * @param window the most groups in flight
   * @param bytesInFlight what all streams together may have in flight
   */
  BulkStream(
      BulkUseCase<T> useCase, Input<T> input, int window, Semaphore bytesInFlight, Spool spool) {
    this.useCase = useCase;
    this.input = input;
    this.bytesInFlight = bytesInFlight;
    this.spool = spool;
    this.inFlight = new ArrayBlockingQueue<>(window);
    this.answers = new Answers(useCase.subject(), useCase.statuses());
    this.gathering = new Group<>(useCase.mostLines());
  }

  /** Returns when all that came in is decided and all answers are out, or nobody takes them. */
  void run(InputStream in, OutputStream out) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var _ = threads.submit(task(this::read));
      var _ = threads.submit(task(this::collect));
      var _ = threads.submit(task(() -> write(out)));
      pump(in);
    }
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** An interruption ends all threads of a stream: the server stops at once. */
  private static Callable<Void> task(Step step) {
    return () -> {
      step.run();
      return null;
    };
  }

  /** On the request's own thread: takes in what comes. */
  private void pump(InputStream in) throws InterruptedException {
    byte[] buffer = new byte[CHUNK];
    Chunk.Kind end = Chunk.Kind.CLEAN_END;
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        chunks.put(new Chunk(Chunk.Kind.BYTES, Arrays.copyOf(buffer, read)));
      }
    } catch (IOException broken) {
      problem = Body.broken(broken).problem();
      end = Chunk.Kind.BROKEN_OFF;
    }
    chunks.put(new Chunk(end, new byte[0]));
  }

  /** Reads and groups the lines, and sends them to be decided. */
  private void read() throws InterruptedException {
    Chunks in = new Chunks();
    try {
      input.read(in, new Gathering());
      dispatch();
    } catch (BadInput bad) {
      refused(bad.problem());
      dispatch();
    } catch (IOException brokenOff) {
      dispatch(); // whoever took the input in has said why
    } catch (RuntimeException bug) {
      refused(ProblemAdvice.problem(bug));
    }
    in.drain();
    inFlight.put(new Group<>(0));
  }

  /** The input is not read on; where it broke off of itself, that is the reason. */
  private void refused(Problem why) {
    if (problem == null) {
      problem = why;
    }
  }

  /** What was taken in, as the reader sees it. */
  private final class Chunks extends InputStream {
    private Chunk chunk = new Chunk(Chunk.Kind.BYTES, new byte[0]);
    private int at;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      while (!chunk.isLast() && at == chunk.bytes().length) {
        chunk = next();
        at = 0;
      }
      if (chunk.isLast()) {
        if (chunk.kind() == Chunk.Kind.BROKEN_OFF) {
          throw new EOFException("the input broke off");
        }
        return -1;
      }
      int read = Math.min(length, chunk.bytes().length - at);
      System.arraycopy(chunk.bytes(), at, bytes, offset, read);
      at += read;
      return read;
    }

    /** Before it waits for input, what is gathered goes on its way: the client may wait for it. */
    private Chunk next() throws IOException {
      try {
        Chunk next = chunks.poll();
        if (next == null) {
          dispatch();
          next = chunks.take();
        }
        return next;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("the server is stopping");
      }
    }

    /** Takes the rest, so that whoever sends it can be answered. */
    void drain() throws InterruptedException {
      while (!chunk.isLast()) {
        chunk = chunks.take();
      }
    }
  }

  private final class Gathering implements Input.Lines<T> {
    @Override
    public void line(long number, Map<String, String> names, byte[] bytes, T item)
        throws InterruptedException {
      gather(new Line<>(number, names, bytes, item, useCase.lane(item), null));
    }

    @Override
    public void refused(long number, Map<String, String> names, byte[] bytes, Problem why)
        throws InterruptedException {
      gather(new Line<>(number, names, bytes, null, null, why));
    }

    private void gather(Line<T> line) throws InterruptedException {
      if (!gathering.hasRoomFor(line)) {
        dispatch();
      }
      gathering.add(line);
    }
  }

  private void dispatch() throws InterruptedException {
    Group<T> group = gathering;
    if (group.isEmpty()) {
      return;
    }
    gathering = new Group<>(useCase.mostLines());
    List<T> items = group.items();
    if (!items.isEmpty()) {
      int bytes = group.bytes();
      bytesInFlight.acquire(bytes);
      CompletableFuture<List<LineResult>> results = decide(items);
      var _ = results.whenComplete((result, failure) -> bytesInFlight.release(bytes));
      group.answeredBy(results);
    }
    inFlight.put(group);
  }

  private CompletableFuture<List<LineResult>> decide(List<T> items) {
    try {
      return useCase.decide(items);
    } catch (RuntimeException failure) {
      return failedFuture(failure);
    }
  }

  /** Gathers the results in the order of the lines. An empty group is the last. */
  private void collect() throws InterruptedException {
    Group<T> group = null;
    try {
      group = nextAnswered();
      while (!group.isEmpty()) {
        answer(group);
        if (answers.isFull()) {
          release();
        }
        group = nextAnswered();
      }
      release(); // what could not be kept is part of the summary
      answers.summarize(problem);
      release();
    } catch (IOException | RuntimeException failure) {
      LOG.error("the results of a stream are lost; what was decided is recorded", failure);
      while (group == null || !group.isEmpty()) {
        group = inFlight.take();
      }
    }
    spool.end();
  }

  /** Before it waits, the answers gathered so far go on their way. */
  private Group<T> nextAnswered() throws InterruptedException, IOException {
    Group<T> group = inFlight.poll();
    if (group == null) {
      release();
      return inFlight.take();
    }
    if (!group.results().isDone()) {
      release();
    }
    return group;
  }

  private void answer(Group<T> group) {
    Iterator<LineResult> results = results(group).iterator();
    for (Line<T> line : group.lines()) {
      Problem unread = line.problem();
      answers.add(line, unread == null ? results.next() : new LineResult.Rejected(null, unread));
    }
  }

  private static List<LineResult> results(Group<?> group) {
    try {
      return group.results().join();
    } catch (CompletionException failure) {
      LineResult outage = new LineResult.Rejected(null, ProblemAdvice.problem(failure));
      return Collections.nCopies(group.lines().size(), outage);
    }
  }

  private void release() throws IOException {
    List<RejectedLine> rejected = answers.takeRejected();
    if (!rejected.isEmpty()) {
      try {
        useCase.keep(rejected);
      } catch (RuntimeException outage) {
        if (answers.couldNotKeep(rejected.size())) {
          LOG.warn("rejected lines of a stream could not be kept", outage);
        }
      }
    }
    spool.add(answers.takeBytes());
  }

  /** Gives out the results as fast as the client takes them. */
  private void write(OutputStream out) throws InterruptedException {
    try {
      for (byte[] bytes = spool.take(); bytes != null; bytes = spool.take()) {
        out.write(bytes);
        if (spool.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException gone) {
      LOG.info("a client left before it had all results of its stream: {}", gone.getMessage());
    } finally {
      spool.close();
    }
  }
}
