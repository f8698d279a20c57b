package progression.api.bulk;

import org.jspecify.annotations.Nullable;
import progression.api.problem.Problem;

/** What became of a line. */
public sealed interface LineResult {

  /**
   * It is in the record.
   *
   * @param subject the id of what it is about
   * @param status one of the use case's statuses
   */
  record Done(String subject, String status, long position) implements LineResult {}

  /**
   * It is not.
   *
   * @param subject the id of what it is about, where it could be read
   */
  record Rejected(@Nullable String subject, Problem problem) implements LineResult {}
}
