package progression.projections.runtime;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** The SQL of who may read reports. Roles belong to the whole server, rules to a schema. */
final class ReportingJdbc {

  private static final String READERS = "progression_reporting";

  /** One process at a time, as roles belong to all databases of the server. */
  private static final String CREATE_READERS =
      """
      select pg_advisory_xact_lock(hashtextextended('%1$s', 0));
      do $$
      begin
        if not exists (select from pg_roles where rolname = '%1$s') then
          create role %1$s nologin;
        end if;
      end $$\
      """
          .formatted(READERS);

  private ReportingJdbc() {}

  /** Makes a role for each district. Nobody can log in with it: it is granted to who may read. */
  static void createRoles(Connection connection, Collection<String> districts) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select set_config('progression.districts', ?, true);
            %2$s;
            do $$
            declare district text;
            begin
              foreach district in array
                  string_to_array(current_setting('progression.districts'), ',') loop
                if not exists (select from pg_roles where rolname = '%1$s_' || district) then
                  execute format('create role %%I nologin in role %1$s', '%1$s_' || district);
                end if;
              end loop;
            end $$
            """
                .formatted(READERS, CREATE_READERS))) {
      statement.setString(1, String.join(",", districts));
      statement.execute();
    }
  }

  /**
   * Lets readers into a schema: each sees the rows of the districts whose role she has. Only what
   * has a district is shown.
   */
  static void open(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        """
        %3$s;
        create or replace function %1$s.districts_of_reader() returns setof text
          language sql stable
          as $$
            select substr(rolname, length('%2$s_') + 1) from pg_roles
            where starts_with(rolname, '%2$s_') and pg_has_role(current_user, oid, 'usage')
          $$;
        do $$
        declare shown record;
        begin
          for shown in
            select c.oid::regclass as name, c.relkind as kind, c.relname
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'district'
            where c.relnamespace = '%1$s'::regnamespace and c.relkind in ('r', 'v')
          loop
            if shown.kind = 'r' then
              execute format('alter table %%s enable row level security', shown.name);
              execute format('drop policy if exists by_district on %%s', shown.name);
              execute format(
                'create policy by_district on %%s for select to %2$s using '
                  '(district in (select %1$s.districts_of_reader()))', shown.name);
            end if;
            execute format('grant select on %%s to %2$s', shown.name);
          end loop;
        end $$;
        grant usage on schema %1$s to %2$s
        """
            .formatted(schema, READERS, CREATE_READERS));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
