package progression.projections.districtdashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import progression.projections.districtdashboard.DistrictDashboardJdbc.Counted;
import progression.projections.districtdashboard.FrameworkDashboard.Outcome;
import progression.projections.http.Cursor;

/**
 * How a district does, framework by framework.
 *
 * @param position what the figures reflect: every event of the district up to here
 * @param countedAt when that was counted
 * @param weeks of the last year in which learners moved on; empty where fewer learners than the
 *     smallest group have shown anything
 * @param frameworks by their names
 */
public record DistrictDashboard(
    long position,
    int behind,
    Instant countedAt,
    List<Week> weeks,
    List<Framework> frameworks,
    @Nullable String next) {

  /** To which its cursors belong. */
  static final String LIST = "dashboard";

  public DistrictDashboard {
    weeks = List.copyOf(weeks);
    frameworks = List.copyOf(frameworks);
  }

  /**
   * How many stages learners left behind in the week from this Monday on.
   *
   * @param week the Monday, in UTC, with which it begins
   * @param advances stages that learners left behind in the week; none where that is withheld
   * @param advancesWithheld whether {@code advances} is withheld, as fewer learners than the
   *     smallest group moved on
   */
  @Schema(name = "DashboardWeek")
  public record Week(LocalDate week, @Nullable Long advances, boolean advancesWithheld) {}

  /**
   * @param smallestGroup learners that a group has at least for its outcomes to be shown
   * @param everybody the outcomes of all who have shown something of the framework; none where they
   *     are too few
   */
  @Schema(name = "DashboardFramework")
  public record Framework(String framework, int smallestGroup, @Nullable Outcome everybody) {}

  /**
   * Puts a page together.
   *
   * @param counted of the district, and then of frameworks, by their names
   * @param size of a page; one more framework than that is read where there is one
   */
  static DistrictDashboard of(List<Counted> counted, int size) {
    Counted all = counted.getFirst();
    List<Counted> rest = counted.subList(1, counted.size());
    List<Counted> page = rest.subList(0, Math.min(size, rest.size()));
    return new DistrictDashboard(
        all.position(),
        all.behind(),
        all.countedAt().toInstant(),
        weeks(all.figures()),
        page.stream()
            .map(one ->
                new Framework(
                    one.framework(),
                    one.figures().smallestGroup(),
                    FrameworkDashboard.everybody(one.figures())))
            .toList(),
        page.size() < rest.size()
            ? new Cursor(LIST, List.of(page.getLast().framework())).text()
            : null);
  }

  private static List<Week> weeks(Figures figures) {
    if (FrameworkDashboard.everybody(figures) == null) {
      return List.of();
    }
    return Objects.requireNonNull(figures.weeks()).stream()
        .map(week -> {
          boolean isShown = week.learners() >= figures.smallestGroup();
          return new Week(week.week(), isShown ? week.advances() : null, !isShown);
        })
        .toList();
  }
}
