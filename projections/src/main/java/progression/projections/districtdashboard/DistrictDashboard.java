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
 * @param behind learners of whom an event could not be applied: what is counted of them is older
 * @param countedAt when that was counted
 * @param weeks of the last year in which learners moved on; none where too few have shown anything
 * @param frameworks by their names
 * @param next where the next page begins; none where this is the last one
 */
public record DistrictDashboard(
    long position,
    @Schema(
            description =
                "Learners of whom an event could not be applied: what is counted of them is older.")
        int behind,
    Instant countedAt,
    @Schema(
            description =
                "Weeks of the last year in which learners moved on; empty where fewer learners than"
                    + " the smallest group have shown anything.")
        List<Week> weeks,
    List<Framework> frameworks,
    @Nullable String next) {

  public DistrictDashboard {
    weeks = List.copyOf(weeks);
    frameworks = List.copyOf(frameworks);
  }

  /**
   * How many stages learners left behind in the week from this Monday on.
   *
   * @param advances none where fewer than the smallest group moved on
   * @param advancesWithheld whether they did
   */
  @Schema(name = "DashboardWeek")
  public record Week(
      @Schema(description = "The Monday, in UTC, with which the week begins.") LocalDate week,
      @Schema(
              description =
                  "Stages that learners left behind in the week; null where it is withheld.")
          @Nullable Long advances,
      @Schema(
              description =
                  "Whether advances is withheld because fewer learners than the smallest group moved"
                      + " on that week.")
          boolean advancesWithheld) {}

  /**
   * @param smallestGroup learners that a group has at least for its outcomes to be shown
   * @param everybody who has shown something of it; none where they are too few
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
        page.size() < rest.size() ? new Cursor(List.of(page.getLast().framework())).text() : null);
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
