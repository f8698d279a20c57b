package progression.projections.portfolio;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.LearnerRowsJdbc;
import progression.projections.rows.LearnerRowsJdbc.Found;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class PortfolioJdbc {

  private static final String ASKED =
      """
      , ?::text as kind, ?::boolean as after_around, ?::bigint as after_position, ?::int as size
      """;

  /** The entries of a page, and what they point at. */
  private static final String STEPS =
      """
      , page as materialized (
        select e.*
        from (
          select e.*, e.kind in ('PERSON', 'GROUP') as is_around
          from portfolio.entry e
          join asked using (district, learner)) e
        cross join asked a
        where e.kind not in ('PROFILE', 'RETRACTED')
          and (a.kind is null or e.kind = a.kind)
          and (a.after_position is null
            or (e.is_around, e.position) < (a.after_around, a.after_position))
          and coalesce((e.said ->> 'current')::boolean, (e.said ->> 'shown')::boolean, true)
        order by e.is_around desc, e.position desc
        limit (select size from asked)
      ), first_answer as (
        select distinct on (e.said ->> 'request') e.*
        from portfolio.entry e
        join asked using (district, learner)
        where e.kind = 'FEEDBACK'
          and e.said ->> 'request' in (select p.id from page p where p.kind = 'REQUEST')
        order by e.said ->> 'request', e.position
      ), pointed_at as (
        select e.*
        from portfolio.entry e
        join asked using (district, learner)
        where e.kind = 'PROFILE'
          or (e.kind = 'REQUEST' and e.id in (select p.said ->> 'request' from page p))
          or (e.kind = 'RETRACTED' and e.id in (
            select coalesce(p.said ->> 'evidence', p.said #>> '{about,evidence}') from page p))
        union all
        select * from first_answer
      )
      """;

  private static final String MEMBERS =
      """
      'entries', (
        select coalesce(json_agg(p order by p.is_around desc, p.position desc), '[]') from page p),
      'pointedAt', (select coalesce(json_agg(p), '[]') from pointed_at p)
      """;

  private final LearnerRowsJdbc<PortfolioPage> rows;

  PortfolioJdbc(DataSource dataSource) {
    this.rows =
        new LearnerRowsJdbc<>(
            dataSource, PortfolioProjection.NAME, ASKED, STEPS, MEMBERS, PortfolioPage.class);
  }

  /** Merges changes into the tables, by the rules of {@link PortfolioFold}. */
  static void upsert(Connection connection, PortfolioRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    UpsertJdbc.into("entry", changes.entries())
        .text("district", Entry::district)
        .text("learner", Entry::learner)
        .text("kind", entry -> entry.kind().name())
        .text("id", Entry::id)
        .key()
        .bigint("position", Entry::position)
        .merged("t.position")
        .json("said", Entry::said)
        .merged("t.said || excluded.said")
        .execute(connection);
  }

  /** A page of a learner's own record, one entry more than it holds where there are more. */
  Optional<Found<PortfolioPage>> read(
      String district, LearnerId learner, int partition, PortfolioPage.Asked asked) {
    return rows.read(
        district,
        learner,
        partition,
        asked.kind() == null ? null : asked.kind().name(),
        asked.after() == null ? null : asked.after().isAround(),
        asked.after() == null ? null : asked.after().position(),
        asked.size() + 1);
  }
}
