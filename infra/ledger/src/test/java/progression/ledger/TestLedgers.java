package progression.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Ledgers that say what is done to them. */
public final class TestLedgers {

  private TestLedgers() {}

  /** A ledger that counts the boundaries that are read from it. */
  public static Ledgers counting(String district, DataSource dataSource, AtomicInteger reads) {
    ReadJdbc counted =
        new ReadJdbc(district, Ledger.schema(district)) {
          @Override
          Snapshot snapshot(Connection connection, Wanted wanted) throws SQLException {
            reads.incrementAndGet();
            return super.snapshot(connection, wanted);
          }
        };
    return Ledgers.open(
        Map.of(district, dataSource),
        (name, source) -> new Ledger(name, source, counted, GroupCommitAppender::new));
  }
}
