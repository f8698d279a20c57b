package progression.projections.pacing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.http.Cursor;
import progression.projections.pacing.Pace.OnPathway;
import progression.projections.pacing.Pace.Warning;
import progression.projections.pacing.PacingJdbc.Group;
import progression.projections.rows.DistrictRowsJdbc.Found;

/**
 * How the members of a group keep pace. Advice, and never a condition of advancement.
 *
 * @param group the id of the group
 * @param position what the answer reflects: every event of the district up to here
 * @param at the time against which weeks and days are counted
 * @param members by their ids, with or without warnings
 */
public record GroupPacing(
    String group,
    long position,
    int behind,
    Instant at,
    List<Member> members,
    @Nullable String next) {

  public GroupPacing {
    members = List.copyOf(members);
  }

  /**
   * How one of them does.
   *
   * @param pathways where she stands on each, beside its guide
   * @param warnings what is worth a look, each with its rule; advice, and no more
   */
  record Member(String learner, List<OnPathway> pathways, List<Warning> warnings) {
    Member {
      pathways = List.copyOf(pathways);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Puts a page together.
   *
   * @param size of a page; one more member than that is read where there is one
   */
  static GroupPacing of(String group, Instant at, int size, Found<Group> found) {
    List<PacingJdbc.Member> rows = found.rows().members();
    List<PacingJdbc.Member> page = rows.subList(0, Math.min(size, rows.size()));
    return new GroupPacing(
        group,
        found.position(),
        found.behind(),
        at,
        page.stream().map(member -> member(member, at)).toList(),
        page.size() < rows.size()
            ? new Cursor(list(group), List.of(at.toString(), page.getLast().learner())).text()
            : null);
  }

  /** The list of a group, to which its cursors belong. */
  static String list(String group) {
    return "groups/%s/pacing".formatted(group);
  }

  private static Member member(PacingJdbc.Member member, Instant at) {
    Pace pace = Pace.of(member.rows(), LearnerPacing.thresholds(member.rows()), at);
    return new Member(member.learner(), pace.pathways(), pace.warnings());
  }
}
