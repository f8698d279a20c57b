package progression.projections.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source of which each connection is preceded by something. */
final class Stalling extends DelegatingDataSource {

  /** What may take its time. */
  interface Step {
    void take() throws InterruptedException;
  }

  private final Step step;

  Stalling(DataSource tables, Step step) {
    super(tables);
    this.step = step;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      step.take();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
    return super.getConnection();
  }
}
