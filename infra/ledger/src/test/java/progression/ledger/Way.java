package progression.ledger;

import javax.sql.DataSource;

/** How an appender writes its batches: what it would choose for itself is forced on it. */
enum Way {
  /** One round trip, as where nobody else writes. */
  AT_ONCE,
  /** A statement after the other, as where others do. */
  IN_STEPS;

  GroupCommitAppender appender(DataSource dataSource, AppendJdbc jdbc, HeadSignal signal) {
    return new GroupCommitAppender(dataSource, jdbc, signal) {
      @Override
      boolean isAlone() {
        return Way.this == AT_ONCE;
      }
    };
  }

  /** A ledger that is written to in this way. */
  Ledger ledger(String district, DataSource dataSource) {
    return new Ledger(
        district, dataSource, new ReadJdbc(district, Ledger.schema(district)), this::appender);
  }
}
