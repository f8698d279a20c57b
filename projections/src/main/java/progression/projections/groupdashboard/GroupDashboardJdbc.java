package progression.projections.groupdashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import progression.advice.Thresholds;
import progression.projections.dashboard.DashboardJdbc;
import progression.projections.groupdashboard.GroupDashboardRows.Counting;
import progression.projections.groupdashboard.GroupDashboardRows.Feedback;
import progression.projections.groupdashboard.GroupDashboardRows.Piece;
import progression.projections.groupdashboard.GroupDashboardRows.Spoken;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.CompetencyJdbc;
import progression.projections.rows.DistrictRowsJdbc;
import progression.projections.rows.DistrictRowsJdbc.Found;
import progression.projections.runtime.UnnestJdbc;
import progression.projections.runtime.UpsertJdbc;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of this projection. */
@Component
class GroupDashboardJdbc {

  private static final String ASKED =
      """
      ?::text collate "C" as group_id, ?::timestamptz as at, ?::jsonb as usual,
      ?::text collate "C" as rule, ?::text collate "C" as competency,
      ?::text collate "C" as after_learner, ?::text collate "C" as after_rule,
      ?::text collate "C" as after_subject, ?::int as size
      """;

  /** The members, what the district is told from where on, and each rule's entries. */
  private static final String STEPS =
      """
      , threshold as materialized (
        select (numbers ->> 'attempts')::int as attempts,
          (numbers ->> 'feedbackDays')::int as feedback_days, numbers
        from (
          select coalesce(
            (select t.numbers from groupdashboard.thresholds t where t.district = a.district),
            a.usual) as numbers
          from asked a) as said
      ), member as materialized (
        select m.district, m.learner
        from groupdashboard.member m
        join asked a on m.district = a.district and m.group_id = a.group_id
        where m.is_current
      ), piece as materialized (
        select p.*, p.feedback_at is not null or exists (
          select from groupdashboard.spoken s
          where s.district = p.district and s.learner = p.learner
            and s.competency = p.competency and s.position > p.position) as is_answered
        from groupdashboard.piece p
        join member m using (district, learner)
        where p.counts
      ), standing as materialized (
        select c.*, c.status in ('mastered', 'overridden') as is_mastered
        from groupdashboard.competency c
        join member m using (district, learner)
      ), in_force as materialized (
        select s.*
        from groupdashboard.standard s
        join asked a using (district)
        where s.version = (
          select max(v.version) from groupdashboard.standard v
          where v.district = s.district and v.framework = s.framework)
      ), need as materialized (
        select n.*, count(*) over (partition by n.framework, n.competency) as needs
        from (
          select distinct s.framework, s.competency, p.required collate "C" as required
          from in_force s
          cross join jsonb_array_elements_text(s.prerequisites) as p (required)) n
        where n.required in (select k.competency from in_force k)
      ), entry as (
        select s.learner, 'stuck' collate "C" as rule, s.competency as subject, s.competency,
          s.framework, null as evidence, s.status, t.attempts as threshold, s.evidence as count
        from standing s
        cross join threshold t
        where s.status in ('not-yet', 'needs-revision', 'locked', 'withdrawn')
          and s.evidence >= t.attempts
        union all
        select r.learner, 'ready', r.framework || '/' || r.competency, r.competency,
          r.framework, null, 'not-started', r.needs, r.needs
        from (
          select s.learner, n.framework, n.competency, n.needs
          from standing s
          join need n on n.required = s.competency
          where s.is_mastered
          group by s.learner, n.framework, n.competency, n.needs
          having count(*) = n.needs) r
        where not exists (
          select from standing s
          where s.learner = r.learner and s.competency = r.competency
            and (s.evidence > 0 or s.is_mastered))
        union all
        select p.learner, 'unanswered', p.evidence, p.competency,
          p.framework, p.evidence, null, t.feedback_days,
          floor(extract(epoch from a.at - p.recorded_at) / 86400)::bigint
        from piece p
        cross join threshold t
        cross join asked a
        where not p.is_answered
          and p.recorded_at <= a.at - t.feedback_days * interval '24 hours'
      ), page as (
        select e.*, k.code, k.statement
        from entry e
        cross join asked a
        left join groupdashboard.standard k on k.district = a.district
          and k.framework = e.framework and k.competency = e.competency
        where (a.rule is null or e.rule = a.rule)
          and (a.competency is null or a.competency in (e.competency, k.code))
          and (a.after_learner is null
            or (e.learner, e.rule, e.subject) > (a.after_learner, a.after_rule, a.after_subject))
        order by e.learner, e.rule, e.subject
        limit (select size from asked)
      )
      """;

  private static final String MEMBERS =
      """
      'known', exists (
        select from groupdashboard.member m
        where m.district = a.district and m.group_id = a.group_id),
      'knowsCompetency', a.competency is null or exists (
        select from groupdashboard.standard k
        where k.district = a.district and a.competency in (k.competency, k.code)),
      'members', (select count(*) from member),
      'thresholds', (select t.numbers from threshold t),
      'feedback', (
        select json_build_object(
          'answered', count(*) filter (where p.is_answered),
          'waiting', count(*) filter (where not p.is_answered),
          'medianDays', round((percentile_cont(0.5) within group (
            order by extract(epoch from p.feedback_at - p.recorded_at) / 86400)
            filter (where p.feedback_at is not null))::numeric, 1))
        from piece p),
      'entries', (
        select coalesce(json_agg(p order by p.learner, p.rule, p.subject), '[]') from page p)
      """;

  private final DistrictRowsJdbc<GroupDashboard.Read> rows;

  GroupDashboardJdbc(DataSource dataSource) {
    this.rows =
        new DistrictRowsJdbc<>(
            dataSource,
            GroupDashboardProjection.NAME,
            ASKED,
            STEPS,
            MEMBERS,
            GroupDashboard.Read.class);
  }

  /** Merges changes into the tables, by the rules of {@link GroupDashboardFold}. */
  static void upsert(Connection connection, GroupDashboardRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    DashboardJdbc.upsertMembers(connection, changes.shared().members());
    DashboardJdbc.upsertThresholds(connection, changes.shared().thresholds());
    CompetencyJdbc.upsert(connection, changes.competencies());
    UpsertJdbc.into("piece", changes.pieces())
        .text("district", Piece::district)
        .text("learner", Piece::learner)
        .text("evidence", Piece::evidence)
        .key()
        .text("competency", Piece::competency)
        .text("framework", Piece::framework)
        .bigint("position", Piece::position)
        .time("recorded_at", Piece::recordedAt)
        .flag("counts", piece -> true)
        .execute(connection);
    UnnestJdbc.of(changes.countings())
        .text(Counting::district)
        .text(Counting::learner)
        .text(Counting::evidence)
        .flag(Counting::counts)
        .update(
            connection,
            """
            update piece p set counts = c.counts
            from unnest(?::text[], ?::text[], ?::text[], ?::bool[])
              as c (district, learner, evidence, counts)
            where (p.district, p.learner, p.evidence) = (c.district, c.learner, c.evidence)
            """);
    UnnestJdbc.of(changes.feedback())
        .text(Feedback::district)
        .text(Feedback::learner)
        .text(Feedback::evidence)
        .time(Feedback::at)
        .update(
            connection,
            """
            update piece p set feedback_at = coalesce(p.feedback_at, f.at)
            from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])
              as f (district, learner, evidence, at)
            where (p.district, p.learner, p.evidence) = (f.district, f.learner, f.evidence)
            """);
    UpsertJdbc.into("spoken", changes.spoken())
        .text("district", Spoken::district)
        .text("learner", Spoken::learner)
        .text("competency", Spoken::competency)
        .key()
        .bigint("position", Spoken::position)
        .execute(connection);
  }

  /** A page of a group's entries, one more than it holds where there are more. */
  Found<GroupDashboard.Read> read(String district, int partitions, GroupDashboard.Asked asked) {
    List<String> after = asked.after();
    return rows.read(
        district,
        partitions,
        asked.group(),
        asked.at().atOffset(ZoneOffset.UTC),
        JsonMapper.shared().writeValueAsString(Thresholds.DEFAULT),
        asked.rule(),
        asked.competency(),
        after.isEmpty() ? null : after.get(0),
        after.isEmpty() ? null : after.get(1),
        after.isEmpty() ? null : after.get(2),
        asked.size() + 1);
  }
}
