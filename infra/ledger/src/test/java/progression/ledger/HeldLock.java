package progression.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Another process that holds a ledger's lock, and perhaps adds something before it lets go. */
final class HeldLock implements AutoCloseable {

  private final Connection connection;
  private final AppendJdbc jdbc;
  private final AppendJdbc.Tip tip;

  HeldLock(Ledger ledger) throws SQLException {
    connection = TestDatabase.postgres().dataSource().getConnection();
    jdbc = new AppendJdbc(ledger.district(), ledger.schema());
    jdbc.begin(connection);
    tip = jdbc.look(connection, List.of()).tip();
  }

  /** Adds the events of a request without committing them. */
  void insert(AppendRequest request) throws SQLException {
    jdbc.insert(connection, jdbc.addition(tip, request.events()));
  }

  void commit() throws SQLException {
    jdbc.commit(connection);
    connection.close();
  }

  /** Lets go of the lock; what was not committed never happened. */
  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      jdbc.rollback(connection);
      connection.close();
    }
  }
}
