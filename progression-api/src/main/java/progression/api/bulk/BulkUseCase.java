package progression.api.bulk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import progression.api.intake.Fields;

/**
 * What the lines of a stream are, and what becomes of them.
 *
 * @param <T> a line, read
 */
public interface BulkUseCase<T> {

  /** What a result calls the thing that a line is about, such as {@code evidence}. */
  String subject();

  /** What may become of a line that is not rejected, in the order in which the summary counts. */
  List<String> statuses();

  /** Consecutive lines of the same lane become one command of at most so many lines. */
  int mostLines();

  /**
   * Reads a line.
   *
   * @throws progression.api.problem.BadInput if it does not hold what it should
   */
  T read(Fields line);

  /** Whose line it is. Lines of one lane are decided in the order in which they came. */
  String lane(T line);

  /**
   * Decides on consecutive lines of one lane. Calls come in the order of the lines; results may
   * come in any.
   *
   * @return a result for each line, in their order; it fails where there was an outage
   */
  CompletableFuture<List<LineResult>> decide(List<T> lines);

  /** Keeps rejected lines for somebody to mend. Called before the caller is told of them. */
  void keep(List<RejectedLine> lines);
}
