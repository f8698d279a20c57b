package progression.teststack.planted;

import progression.ledger.planted.AnswersHttp;

/** A test stack that knows what runs on it. */
public final class KnowsTheLedger {
  public AnswersHttp ledger() {
    return new AnswersHttp();
  }
}
