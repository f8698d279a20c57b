package progression.projections.runtime;

/**
 * Somebody else moved the checkpoint: another process reads the partition now, or the tables were
 * rebuilt. What was about to be written is not.
 */
final class LostPartitionException extends RuntimeException {
  LostPartitionException(String projection) {
    super("the checkpoint of %s was moved by somebody else".formatted(projection));
  }
}
