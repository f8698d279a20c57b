package progression.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.junit.jupiter.api.AfterAll;

/** Axon's own judgement of a storage engine, unchanged and complete. */
class PostgresEventStorageEngineSuiteIT extends StorageEngineTestSuite<PostgresEventStorageEngine> {

  private final HikariDataSource pool = TestDatabase.pool(5);
  private final String district = TestDatabase.newDistrict();
  private final Ledgers ledgers = Ledgers.open(Map.of(district, pool));

  @Override
  protected PostgresEventStorageEngine buildStorageEngine() {
    return new PostgresEventStorageEngine(ledgers.of(district), String.class::cast);
  }

  @Override
  protected ProcessingContext processingContext() {
    return new StubProcessingContext();
  }

  @AfterAll
  void close() {
    ledgers.close();
    pool.close();
  }
}
