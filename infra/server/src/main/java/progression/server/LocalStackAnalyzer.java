package progression.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import progression.localstack.LocalStackException;

/** Shows why the embedded servers did not start, without a stack trace. */
final class LocalStackAnalyzer extends AbstractFailureAnalyzer<LocalStackException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, LocalStackException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "The settings are progression.data-dir, progression.postgres.port and"
            + " progression.kafka.port; or run against your own servers with"
            + " progression.stack=external.",
        cause);
  }
}
