package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The SQL of making a projection's schema anew beside the live one. Names are a projection's. */
final class RebuildJdbc {

  /** The runtime's own tables, which do not say what the projection says. */
  private static final String OWN =
      "('checkpoint', 'feed_offset', 'parked_event', 'rebuild', 'flyway_schema_history')";

  private RebuildJdbc() {}

  /** Says beside the live tables that they are made anew, before the first event is read. */
  static void announce(Connection connection, String live, Collection<String> districts)
      throws SQLException {
    UnnestJdbc.of(districts)
        .text(district -> district)
        .update(
            connection,
            """
            insert into %s.rebuild (district, position, updated_at)
            select district, -1, now() from unnest(?::text[]) as d (district)
            on conflict (district) do update set
              position = excluded.position, updated_at = excluded.updated_at, differing = null,
              failure = null
            """
                .formatted(live));
  }

  /** Says how far it has come. */
  static void progress(Connection connection, String live, String district, long position)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update %s.rebuild set position = ?, updated_at = now() where district = ?
            """
                .formatted(live))) {
      statement.setLong(1, position);
      statement.setString(2, district);
      statement.executeUpdate();
    }
  }

  /** Says that the live tables stayed, as so many rows differ. */
  static void refused(Connection connection, String live, long differing) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update %s.rebuild set differing = ?, updated_at = now()
            """
                .formatted(live))) {
      statement.setLong(1, differing);
      statement.executeUpdate();
    }
  }

  /** Says that it failed, and why, unless another process is at it by now. */
  static void failed(Connection connection, String live, String sentence) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update %s.rebuild set failure = ?, updated_at = now()
            where pg_try_advisory_xact_lock(%s)
            """
                .formatted(live, RebuildLockJdbc.key("'%s'".formatted(live))))) {
      statement.setString(1, sentence);
      statement.executeUpdate();
    }
  }

  static void dropSchema(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        """
        drop schema if exists %s cascade
        """
            .formatted(schema));
  }

  /** Drops it, or fails where somebody goes on reading it for longer than a few seconds. */
  static void dropUnread(Connection connection, String schema) throws SQLException {
    connection.setAutoCommit(false);
    execute(
        connection,
        """
        set local lock_timeout = '5s'
        """);
    dropSchema(connection, schema);
    connection.commit();
  }

  /**
   * Forgets a rebuild that nobody is at any more, as its process was killed, or fails where
   * somebody goes on reading its tables. One that was refused stays to be looked at, and of one
   * that failed that it did.
   *
   * @see RebuildLockJdbc#lock
   * @see RebuildLockJdbc#standFor
   */
  static void forgetAbandoned(Connection connection, String live, String rebuilt)
      throws SQLException {
    connection.setAutoCommit(false);
    execute(
        connection,
        """
        set local lock_timeout = '5s';
        do $$
        begin
          if pg_try_advisory_xact_lock(%3$s) and pg_try_advisory_xact_lock(%4$s) then
            delete from %1$s.rebuild where differing is null and failure is null;
            if not exists (select from %1$s.rebuild where differing is not null) then
              drop schema if exists %2$s cascade;
            end if;
          end if;
        end $$
        """
            .formatted(
                live,
                rebuilt,
                RebuildLockJdbc.key("'%s'".formatted(live)),
                RebuildLockJdbc.key("'%s'".formatted(RebuildLockJdbc.announced(live)))));
    connection.commit();
  }

  /**
   * Drops the earlier states of a projection's tables that no session holds any more, or fails
   * where somebody goes on reading one for longer than a few seconds.
   *
   * @see RebuildLockJdbc#lock
   */
  static void dropAbandoned(Connection connection, String projection) throws SQLException {
    connection.setAutoCommit(false);
    execute(
        connection,
        """
        set local lock_timeout = '5s';
        do $$
        declare past text;
        begin
          for past in select nspname from pg_namespace where nspname ~ '^%s_past_[0-9a-f]{8}$' loop
            if pg_try_advisory_xact_lock(%s) then
              execute format('drop schema if exists %%I cascade', past);
            end if;
          end loop;
        end $$
        """
            .formatted(projection, RebuildLockJdbc.key("past")));
    connection.commit();
  }

  /**
   * Drops what a projection's tables are read by and not written by, which costs less to make once
   * they are filled.
   *
   * @return the statements that make it
   */
  static List<String> dropIndexes(Connection connection, String schema) throws SQLException {
    List<String> definitions = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select indexrelid::regclass, pg_get_indexdef(indexrelid)
            from pg_index join pg_class c on c.oid = indrelid
            where relnamespace = ?::regnamespace and not indisunique and relname not in %s
            order by 1
            """
                .formatted(OWN))) {
      statement.setString(1, schema);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          execute(connection, "drop index " + row.getString(1));
          definitions.add(row.getString(2));
        }
      }
    }
    return definitions;
  }

  /** Makes what was dropped. */
  static void createIndexes(Connection connection, List<String> definitions) throws SQLException {
    for (String definition : definitions) {
      execute(connection, definition);
    }
  }

  /** Keeps all feeds from writing to the schema until the transaction ends; readers go on. */
  static void freeze(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        """
        lock table %s.checkpoint in exclusive mode
        """
            .formatted(schema));
  }

  /**
   * Takes over which events of a district to do without. Where the tables come from another
   * incarnation of its ledger, other events stand at their positions by now, and none is.
   *
   * @return how many of them were not known there and may be in those tables by now
   */
  static int copyDropped(
      Connection connection, String from, String to, String district, String incarnation)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with taken as (
              insert into %2$s.parked_event as known
              select * from %1$s.parked_event p
              where p.dropped_reason is not null and p.district = ? and not exists (
                select from %1$s.checkpoint c
                where c.district = p.district and c.incarnation <> ?)
              on conflict (district, position) do update
                set dropped_reason = excluded.dropped_reason, dropped_by = excluded.dropped_by,
                  dropped_on_behalf_of = excluded.dropped_on_behalf_of
                where known.dropped_reason is null
              returning position)
            select count(*) from taken
            where position <= (select max(position) from %2$s.checkpoint where district = ?)
            """
                .formatted(from, to))) {
      statement.setString(1, district);
      statement.setString(2, incarnation);
      statement.setString(3, district);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Has events that wait in both wait since they began to. */
  static void copyParkedAt(Connection connection, String from, String to) throws SQLException {
    execute(
        connection,
        """
        update %2$s.parked_event n set parked_at = o.parked_at
        from %1$s.parked_event o
        where o.district = n.district and o.position = n.position
          and o.dropped_reason is null and n.dropped_reason is null
        """
            .formatted(from, to));
  }

  /** Takes over where each partition is. */
  static void copyCheckpoints(Connection connection, String from, String to) throws SQLException {
    execute(
        connection,
        """
        delete from %2$s.checkpoint;
        delete from %2$s.feed_offset;
        insert into %2$s.checkpoint select * from %1$s.checkpoint;
        insert into %2$s.feed_offset select * from %1$s.feed_offset
        """
            .formatted(from, to));
  }

  /** Says that all partitions have come so far. */
  static void setCheckpoints(
      Connection connection, String district, String incarnation, int partitions, long position)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into checkpoint (district, partition, incarnation, position)
            select ?, partition, ?, ? from generate_series(0, ? - 1) as partition
            on conflict (district, partition) do update set position = excluded.position
            """)) {
      statement.setString(1, district);
      statement.setString(2, incarnation);
      statement.setLong(3, position);
      statement.setInt(4, partitions);
      statement.executeUpdate();
    }
  }

  /** The projection's tables. */
  static List<String> tables(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select table_name from information_schema.tables
            where table_schema = ? and table_type = 'BASE TABLE' and table_name not in %s
            order by table_name
            """
                .formatted(OWN))) {
      statement.setString(1, schema);
      List<String> tables = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      return tables;
    }
  }

  /** The number of rows of a table, and of those that stand in only one of the two schemas. */
  record Comparison(long rows, long differing) {
    Comparison plus(Comparison other) {
      return new Comparison(rows + other.rows, differing + other.differing);
    }
  }

  /**
   * Compares a table of the live schema with the rebuilt one, row by row. What is missing follows
   * from what is added and from how many there are.
   */
  static Comparison compare(Connection connection, String table, String live, String rebuilt)
      throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select rebuilt, 2 * added + live - rebuilt from
                  (select count(*) as live from %2$s.%1$s),
                  (select count(*) as rebuilt from %3$s.%1$s),
                  (select count(*) as added
                   from (table %3$s.%1$s except all table %2$s.%1$s))
                """
                    .formatted(table, live, rebuilt));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Comparison(row.getLong(1), row.getLong(2));
    }
  }

  /** Has what is counted from the tables counted from these. */
  static void count(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        """
        do $$
        declare counted record;
        begin
          for counted in select matviewname as name from pg_matviews where schemaname = '%1$s' loop
            execute format('refresh materialized view %1$s.%%I', counted.name);
          end loop;
        end $$
        """
            .formatted(schema));
  }

  /** Puts the rebuilt schema in the live one's place, and that one aside. */
  static void swap(Connection connection, String live, String rebuilt, String aside)
      throws SQLException {
    execute(
        connection,
        """
        alter schema %1$s rename to %3$s;
        alter schema %2$s rename to %1$s
        """
            .formatted(live, rebuilt, aside));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
