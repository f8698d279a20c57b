package progression.projections.districtdashboard;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import progression.projections.districtdashboard.DistrictDashboardJdbc.Counted;
import progression.projections.districtdashboard.Figures.LineCell;
import progression.projections.districtdashboard.Suppression.Cell;
import progression.projections.http.Cursor;

/**
 * How a district does in a framework: all learners and each way to tell them apart, with small
 * groups hidden; how long mastery took; which standards have evidence.
 *
 * @param position what the figures reflect: every event of the district up to here
 * @param countedAt when that was counted
 * @param smallestGroup learners that a group has at least for its outcomes to be shown
 * @param everybody the outcomes of all who have shown something of the framework; none where they
 *     are too few
 * @param groups by grade and by subgroup, one way to tell learners apart at a time
 * @param pace days from the first evidence to mastery; none where fewer learners than the smallest
 *     group have mastered anything
 * @param coverage which standards have evidence of anybody; none where nothing is shown of
 *     everybody
 * @param next what to ask for as the cursor to go on with the standards without evidence; none at
 *     the end
 */
public record FrameworkDashboard(
    String framework,
    long position,
    int behind,
    Instant countedAt,
    int smallestGroup,
    @Nullable Outcome everybody,
    List<Line> groups,
    @Nullable Pace pace,
    @Nullable Coverage coverage,
    @Nullable String next) {

  private static final int PERCENT = 2;

  public FrameworkDashboard {
    groups = List.copyOf(groups);
  }

  /**
   * What learners have come to.
   *
   * @param learners who have shown something of the framework
   * @param shown pairs of a learner and a competency that she has shown something of
   * @param mastered pairs of a learner and a competency that she has mastered; none where that
   *     would tell too much
   * @param rate {@code mastered} of {@code shown}, a share from 0 to 1 in two decimals; none where
   *     {@code mastered} is none
   */
  public record Outcome(
      long learners, long shown, @Nullable Long mastered, @Nullable BigDecimal rate) {}

  /**
   * Learners told apart in one way.
   *
   * @param by {@code grade}, or what the district's own system calls it
   * @param withheld whether nothing is shown of the line, not even its groups, as it would tell of
   *     hidden ones
   * @param masteredWithheld whether what is mastered is withheld of all its groups, as it would
   *     tell of hidden ones
   * @param groups the groups that it tells apart
   */
  @Schema(name = "OutcomesBy")
  public record Line(String by, boolean withheld, boolean masteredWithheld, List<Group> groups) {
    public Line {
      groups = List.copyOf(groups);
    }
  }

  /**
   * @param value what the learners of the group have in common; none where that is not said of them
   * @param outcome what the group has come to; none where it is hidden
   */
  @Schema(name = "OutcomeOfGroup")
  public record Group(@Nullable String value, @Nullable Outcome outcome) {}

  /**
   * Days from the first evidence to mastery.
   *
   * @param lowerQuartile a quarter took as many or fewer, in one decimal
   * @param median half took as many or fewer, in one decimal
   * @param upperQuartile three quarters took as many or fewer, in one decimal
   */
  @Schema(name = "DaysToMastery")
  public record Pace(BigDecimal lowerQuartile, BigDecimal median, BigDecimal upperQuartile) {}

  /**
   * @param standards how many the version in force has
   * @param withEvidence of how many standards of the version in force anybody has shown anything
   * @param without standards of the version in force that nobody has shown anything of, by their
   *     CASE identifiers
   */
  @Schema(name = "CoverageOfStandards")
  public record Coverage(long standards, long withEvidence, List<Standard> without) {
    public Coverage {
      without = List.copyOf(without);
    }
  }

  /** A standard, by its CASE identifier and its code, where it has one. */
  @Schema(name = "UncoveredStandard")
  public record Standard(String competency, @Nullable String code) {}

  /**
   * Puts the answer together.
   *
   * @param after the standard behind which the page of those without evidence begins
   */
  static FrameworkDashboard of(Counted counted, String after, int size) {
    Figures figures = counted.figures();
    Outcome everybody = everybody(figures);
    Figures.Coverage coverage = Objects.requireNonNull(figures.coverage());
    List<Standard> without =
        coverage.without().stream()
            .filter(standard -> standard.competency().compareTo(after) > 0)
            .map(standard -> new Standard(standard.competency(), standard.code()))
            .toList();
    List<Standard> page = without.subList(0, Math.min(size, without.size()));
    return new FrameworkDashboard(
        counted.framework(),
        counted.position(),
        counted.behind(),
        counted.countedAt().toInstant(),
        figures.smallestGroup(),
        everybody,
        lines(figures),
        pace(figures),
        everybody == null
            ? null
            : new Coverage(coverage.standards(), coverage.withEvidence(), page),
        everybody != null && page.size() < without.size()
            ? new Cursor(list(counted.framework()), List.of(page.getLast().competency())).text()
            : null);
  }

  /** The list of a framework, to which its cursors belong. */
  static String list(String framework) {
    return "dashboard/" + framework;
  }

  /** All learners together; none where they are too few. */
  static @Nullable Outcome everybody(Figures figures) {
    Cell total = total(figures);
    Suppression rules = new Suppression(figures.smallestGroup());
    return total != null && rules.shows(total) ? outcome(total, rules.showsMastered(total)) : null;
  }

  private static @Nullable Cell total(Figures figures) {
    Figures.Total total = figures.total();
    return total == null ? null : new Cell(null, total.learners(), total.shown(), total.mastered());
  }

  private static List<Line> lines(Figures figures) {
    Cell total = total(figures);
    List<LineCell> cells = figures.cells();
    if (total == null || cells == null) {
      return List.of();
    }
    Suppression rules = new Suppression(figures.smallestGroup());
    Map<String, List<Cell>> lines =
        cells.stream()
            .collect(groupingBy(LineCell::line, TreeMap::new, mapping(LineCell::cell, toList())));
    return lines.entrySet().stream()
        .map(line -> line(line.getKey(), rules.show(total, line.getValue())))
        .toList();
  }

  private static Line line(String by, Suppression.Shown shown) {
    List<Group> groups = new ArrayList<>();
    for (Cell cell : shown.cells()) {
      groups.add(new Group(cell.value(), outcome(cell, !shown.masteredWithheld())));
    }
    for (String hidden : shown.hidden()) {
      groups.add(new Group(hidden, null));
    }
    return new Line(by, shown.withheld(), shown.masteredWithheld(), groups);
  }

  private static Outcome outcome(Cell cell, boolean withMastered) {
    if (!withMastered) {
      return new Outcome(cell.learners(), cell.shown(), null, null);
    }
    BigDecimal rate =
        BigDecimal.valueOf(cell.mastered())
            .divide(BigDecimal.valueOf(cell.shown()), PERCENT, RoundingMode.HALF_UP);
    return new Outcome(cell.learners(), cell.shown(), cell.mastered(), rate);
  }

  private static @Nullable Pace pace(Figures figures) {
    Figures.Days days = figures.pace();
    if (days == null || days.learners() < figures.smallestGroup()) {
      return null;
    }
    List<BigDecimal> quartiles =
        days.quartiles().stream().map(day -> day.setScale(1, RoundingMode.HALF_UP)).toList();
    return new Pace(quartiles.get(0), quartiles.get(1), quartiles.get(2));
  }
}
