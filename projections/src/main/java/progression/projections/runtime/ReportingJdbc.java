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
   * Lets readers into a schema: to its reports and the columns that these show, there to the rows
   * of the districts whose role a reader has. What is so already is left alone, as feeds of another
   * process may be at work: changing a table, even to nothing new, waits for all of them.
   */
  static void open(Connection connection, String schema) throws SQLException {
    execute(
        connection,
        """
        %3$s;
        do $$
        declare shown record;
        begin
          if to_regproc('%1$s.districts_of_reader') is null then
            create function %1$s.districts_of_reader() returns setof text
              language sql stable
              as $body$
                select substr(rolname, length('%2$s_') + 1) from pg_roles
                where starts_with(rolname, '%2$s_') and pg_has_role(current_user, oid, 'usage')
              $body$;
          end if;
          for shown in
            select c.oid::regclass as name from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'district'
            where c.relnamespace = '%1$s'::regnamespace and c.relkind = 'r'
              and not c.relrowsecurity
          loop
            execute format(
              'create policy by_district on %%s for select to %2$s using '
                '(district in (select %1$s.districts_of_reader()))', shown.name);
            execute format('alter table %%s enable row level security', shown.name);
          end loop;
          for shown in
            select t.name, string_agg(format('%%I', t.column_name), ', ') as columns from (
              select format('%%I.%%I', table_schema, table_name)::regclass as name, column_name
              from information_schema.view_column_usage
              where view_schema = '%1$s' and starts_with(view_name, 'report_')
              union
              select format('%%I.%%I', table_schema, table_name)::regclass, column_name
              from information_schema.columns
              where table_schema = '%1$s' and starts_with(table_name, 'report_')
            ) t
            where not has_column_privilege('%2$s', t.name, t.column_name, 'select')
            group by t.name
          loop
            execute format('grant select (%%s) on %%s to %2$s', shown.columns, shown.name);
          end loop;
          if not has_schema_privilege('%2$s', '%1$s', 'usage') then
            grant usage on schema %1$s to %2$s;
          end if;
        end $$
        """
            .formatted(schema, READERS, CREATE_READERS));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
