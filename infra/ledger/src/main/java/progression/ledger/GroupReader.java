package progression.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import progression.ledger.ReadJdbc.Snapshot;
import progression.ledger.Wanted.Part;

/**
 * Puts the boundary reads that wait into one statement. Nobody waits for company: a read that finds
 * a free place is a statement of its own. One that finds none joins the next statement, so that no
 * snapshot is older than its question. Whoever stands first in a statement runs it for all.
 */
final class GroupReader {

  /** Statements at a time: one can be answered while another is taken apart. */
  private static final int PLACES = 2;

  private static final int MOST_PARTS = 1_024;

  private final Function<Wanted, Snapshot> statement;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Question> waiting = new ArrayDeque<>();
  private int free = PLACES;

  GroupReader(Function<Wanted, Snapshot> statement) {
    this.statement = statement;
  }

  /**
   * What one caller wants to know.
   *
   * @param turn the questions to ask together, this one first; empty once somebody has asked it
   */
  private record Question(
      List<Part> parts,
      CompletableFuture<List<Question>> turn,
      CompletableFuture<Snapshot> answer) {}

  /**
   * The events that match each part, and the head.
   *
   * @throws LedgerUnavailableException if the ledger cannot be read
   */
  Snapshot read(List<Part> parts) {
    Question mine = new Question(parts, new CompletableFuture<>(), new CompletableFuture<>());
    lock.lock();
    try {
      waiting.add(mine);
      if (free > 0) {
        free--;
        next();
      }
    } finally {
      lock.unlock();
    }
    List<Question> together = mine.turn.join();
    if (!together.isEmpty()) {
      ask(together);
    }
    try {
      return mine.answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LedgerUnavailableException unavailable) {
        throw unavailable;
      }
      throw e;
    }
  }

  /** How many questions wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place to the questions that wait, or back. */
  private void next() {
    List<Question> together = new ArrayList<>();
    int parts = 0;
    for (Question next = waiting.peek(); next != null; next = waiting.peek()) {
      parts += next.parts.size();
      if (!together.isEmpty() && parts > MOST_PARTS) {
        break;
      }
      together.add(waiting.remove());
    }
    if (together.isEmpty()) {
      free++;
    } else {
      together.getFirst().turn.complete(List.copyOf(together));
    }
  }

  private void ask(List<Question> together) {
    try {
      Wanted wanted = new Wanted();
      together.forEach(question -> question.parts.forEach(wanted::add));
      Snapshot all = statement.apply(wanted);
      int from = 0;
      for (Question question : together) {
        int to = from + question.parts.size();
        question.answer.complete(new Snapshot(all.head(), all.found().subList(from, to)));
        from = to;
      }
    } catch (Throwable e) {
      together.forEach(question -> question.answer.completeExceptionally(e));
    } finally {
      together.stream().skip(1).forEach(question -> question.turn.complete(List.of()));
      lock.lock();
      try {
        next();
      } finally {
        lock.unlock();
      }
    }
  }
}
