package progression.localstack.planted;

import progression.ledger.planted.AnswersHttp;

/** A stack that knows what runs on it. */
public final class KnowsTheLedger {
  public AnswersHttp ledger() {
    return new AnswersHttp();
  }
}
