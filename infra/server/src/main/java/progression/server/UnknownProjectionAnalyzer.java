package progression.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import progression.projections.runtime.UnknownProjectionException;

/** Shows that a projection to be rebuilt does not exist, without a stack trace. */
final class UnknownProjectionAnalyzer extends AbstractFailureAnalyzer<UnknownProjectionException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, UnknownProjectionException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Name some of these in progression.rebuild, or leave it out.", cause);
  }
}
