package progression.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Fills an empty ledger with evidence by SQL alone. Its hashes are zeros. */
final class GrowthJdbc {

  private static final int CHUNK = 250_000;

  private GrowthJdbc() {}

  /** An index or a key that is taken away while rows come in, and how to bring it back. */
  private record Index(String drop, String create) {}

  static void fill(DataSource dataSource, String schema, int events, int learners)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = 0");
      statement.execute("set maintenance_work_mem = '1GB'");
      statement.execute("set synchronous_commit = off");
      List<Index> indexes = indexes(connection, schema);
      for (Index index : indexes) {
        statement.execute(index.drop);
      }
      for (int from = 0; from < events; from += CHUNK) {
        insert(connection, schema, from, Math.min(events, from + CHUNK) - 1, learners);
      }
      for (Index index : indexes) {
        statement.execute(index.create);
      }
      for (String setting :
          List.of("statement_timeout", "maintenance_work_mem", "synchronous_commit")) {
        statement.execute("reset " + setting);
      }
    }
    SetupJdbc.vacuum(dataSource, schema);
    readIndex(dataSource, schema);
  }

  /**
   * Whoever wrote all that has the index in memory, as new tags fall anywhere in it; here it was
   * made at once, and vacuuming has read all of the events since.
   */
  private static void readIndex(DataSource dataSource, String schema) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = 0");
      statement.execute("set enable_seqscan = off");
      statement.execute("set enable_bitmapscan = off");
      statement.execute("select count(key) from %s.event_tag where key <> 0".formatted(schema));
      statement.execute("reset all");
    }
  }

  private static void insert(Connection connection, String schema, int from, int to, int learners)
      throws SQLException {
    Samples.Row sample = Samples.row(7, 8);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with e as (
              insert into %1$s.event
                (position, id, type, version, time, committed_at, tags, metadata, payload, hash)
              select n, uuidv7(), ?, 1, now(), now(),
                array['evidence=lms:' || md5(n::text)::uuid,
                      'learner/competency=S-' || learner || '/' || competency,
                      'learner=S-' || learner],
                ?, ?, decode(repeat('00', 32), 'hex')
              from generate_series(?, ?) as n,
                lateral (select (n::bigint * 7919) %% ? as learner,
                  '6d2f5c1e-0000-4000-8000-0000000000' || (10 + n %% 32) as competency) as of
              returning position, type, tags)
            insert into %1$s.event_tag (key, position)
            select distinct %1$s.tag_key(tag, type), position from e, unnest(tags) tag
            """
                .formatted(schema))) {
      statement.setString(1, Samples.TYPE);
      statement.setString(2, Samples.METADATA);
      statement.setString(3, sample.payload());
      statement.setInt(4, from);
      statement.setInt(5, to);
      statement.setInt(6, learners);
      statement.executeUpdate();
    }
  }

  private static List<Index> indexes(Connection connection, String schema) throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select format('alter table %1$s drop constraint %2$I', conrelid::regclass, conname),
              format('alter table %1$s add constraint %2$I %3$s',
                conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where connamespace = ?::regnamespace and contype in ('p', 'u')
              and conrelid in (?::regclass, ?::regclass)
            union all
            select format('drop index %1$s', indexrelid::regclass), pg_get_indexdef(indexrelid)
            from pg_index i
            where indrelid in (?::regclass, ?::regclass) and not exists (
              select from pg_constraint where conindid = i.indexrelid)
            """)) {
      statement.setString(1, schema);
      for (int i = 2; i < 6; i++) {
        statement.setString(i, schema + (i % 2 == 0 ? ".event" : ".event_tag"));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          indexes.add(new Index(row.getString(1), row.getString(2)));
        }
      }
    }
    return indexes;
  }
}
