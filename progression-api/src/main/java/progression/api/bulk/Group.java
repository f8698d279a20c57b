package progression.api.bulk;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive lines that are answered together: those of one lane, and the bad ones among them. It
 * is filled by one thread and then handed to another.
 */
final class Group<T> {

  /** The most bytes of all its lines but the last. */
  static final int MOST_BYTES = 1 << 16;

  private final List<Line<T>> lines = new ArrayList<>();
  private final int mostLines;
  private @Nullable String lane;
  private int bytes;
  private CompletableFuture<List<LineResult>> results = completedFuture(List.of());

  Group(int mostLines) {
    this.mostLines = mostLines;
  }

  boolean hasRoomFor(Line<T> line) {
    return lines.size() < mostLines
        && bytes < MOST_BYTES
        && (lane == null || line.lane() == null || lane.equals(line.lane()));
  }

  void add(Line<T> line) {
    lines.add(line);
    bytes += line.bytes().length;
    if (lane == null) {
      lane = line.lane();
    }
  }

  List<Line<T>> lines() {
    return lines;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Of all its lines. */
  int bytes() {
    return bytes;
  }

  List<T> items() {
    List<T> items = new ArrayList<>(lines.size());
    for (Line<T> line : lines) {
      T item = line.item();
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  void answeredBy(CompletableFuture<List<LineResult>> answers) {
    results = answers;
  }

  /** A result for each item, once it is there. */
  CompletableFuture<List<LineResult>> results() {
    return results;
  }
}
