package progression.projections.pacing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import progression.kernel.LearnerId;
import progression.projections.dashboard.DashboardJdbc;
import progression.projections.pacing.PacingRows.CheckIn;
import progression.projections.pacing.PacingRows.GoalRow;
import progression.projections.pacing.PacingRows.Way;
import progression.projections.rows.CommonJdbc;
import progression.projections.rows.DistrictRowsJdbc;
import progression.projections.rows.LearnerRowsJdbc;
import progression.projections.runtime.UpsertJdbc;

/** The SQL of this projection. */
@Component
class PacingJdbc {

  /** What there is of the learner {@code a}. */
  private static final String ROWS =
      """
      'pathways', (
        select coalesce(json_agg(json_build_object(
          'district', w.district, 'learner', w.learner, 'pathway', w.pathway,
          'version', w.version, 'stage', w.stage, 'startedAt', w.started_at)
          order by w.pathway), '[]')
        from pacing.pathway w
        where w.district = a.district and w.learner = a.learner),
      'goals', (
        select coalesce(json_agg(g order by g.goal), '[]') from pacing.goal g
        where g.district = a.district and g.learner = a.learner),
      'checkIns', (
        select coalesce(json_agg(json_build_object(
          'district', c.district, 'learner', c.learner, 'checkIn', c.check_in,
          'at', c.at, 'status', c.status) order by c.at, c.check_in), '[]')
        from pacing.check_in c
        where c.district = a.district and c.learner = a.learner),
      'shared', json_build_object('members', '[]'::json, 'thresholds', (
        select coalesce(json_agg(json_build_object(
          'district', t.district, 'thresholds', t.numbers, 'position', t.position)), '[]')
        from pacing.thresholds t
        where t.district = a.district)),
      'common', json_build_object('learners', '[]'::json, 'standards', '[]'::json,
        'pathwayStages', (
          select coalesce(json_agg(s order by s.pathway, s.ordinal), '[]')
          from pacing.pathway_stage s
          join pacing.pathway w on w.district = s.district and w.pathway = s.pathway
            and w.version = s.version
          where w.district = a.district and w.learner = a.learner))
      """;

  private static final String ASKED =
      """
      ?::text collate "C" as group_id, ?::text collate "C" as after_learner, ?::int as size
      """;

  private static final String GROUP =
      """
      'known', exists (
        select from pacing.member m
        where m.district = a.district and m.group_id = a.group_id),
      'members', (
        select coalesce(json_agg(json_build_object(
          'learner', a.learner, 'rows', json_build_object(%s)) order by a.learner), '[]')
        from (
          select m.district, m.learner
          from pacing.member m
          where m.district = a.district and m.group_id = a.group_id and m.is_current
            and (a.after_learner is null or m.learner > a.after_learner)
          order by m.learner
          limit a.size) as a)
      """
          .formatted(ROWS);

  private final LearnerRowsJdbc<PacingRows> learner;
  private final DistrictRowsJdbc<Group> group;

  PacingJdbc(DataSource dataSource) {
    this.learner = new LearnerRowsJdbc<>(dataSource, PacingProjection.NAME, ROWS, PacingRows.class);
    this.group =
        new DistrictRowsJdbc<>(dataSource, PacingProjection.NAME, ASKED, "", GROUP, Group.class);
  }

  /** A page of a group's members. */
  record Group(boolean known, List<Member> members) {
    Group {
      members = List.copyOf(members);
    }
  }

  /** A member and her rows. */
  record Member(String learner, PacingRows rows) {}

  /** Merges changes into the tables, by the rules of {@link PacingFold}. */
  static void upsert(Connection connection, PacingRows changes) throws SQLException {
    CommonJdbc.upsert(connection, changes.common());
    DashboardJdbc.upsertMembers(connection, changes.shared().members());
    DashboardJdbc.upsertThresholds(connection, changes.shared().thresholds());
    UpsertJdbc.into("pathway", changes.pathways())
        .text("district", Way::district)
        .text("learner", Way::learner)
        .text("pathway", Way::pathway)
        .key()
        .integer("version", Way::version)
        .text("stage", Way::stage)
        .time("started_at", Way::startedAt)
        .merged("coalesce(t.started_at, excluded.started_at)")
        .execute(connection);
    UpsertJdbc.into("goal", changes.goals())
        .text("district", GoalRow::district)
        .text("learner", GoalRow::learner)
        .text("goal", GoalRow::goal)
        .key()
        .json("terms", GoalRow::terms)
        .merged("coalesce(excluded.terms, t.terms)")
        .text("status", GoalRow::status)
        .merged("coalesce(excluded.status, t.status)")
        .execute(connection);
    UpsertJdbc.into("check_in", changes.checkIns())
        .text("district", CheckIn::district)
        .text("learner", CheckIn::learner)
        .text("check_in", CheckIn::checkIn)
        .key()
        .time("at", CheckIn::at)
        .merged("coalesce(excluded.at, t.at)")
        .text("status", CheckIn::status)
        .execute(connection);
  }

  /** What there is of one learner. */
  Optional<LearnerRowsJdbc.Found<PacingRows>> read(String district, LearnerId of, int partition) {
    return learner.read(district, of, partition);
  }

  /** The members of a group behind one of them, by their ids. */
  DistrictRowsJdbc.Found<Group> read(
      String district, int partitions, String of, @Nullable String after, int size) {
    return group.read(district, partitions, of, after, size);
  }
}
