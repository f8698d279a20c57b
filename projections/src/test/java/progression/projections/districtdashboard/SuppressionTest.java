package progression.projections.districtdashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.projections.districtdashboard.Populations.cell;
import static progression.projections.districtdashboard.Populations.district;
import static progression.projections.districtdashboard.Populations.everyLine;
import static progression.projections.districtdashboard.Populations.everyPair;
import static progression.projections.districtdashboard.Populations.total;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.projections.districtdashboard.DistrictDashboard.Week;
import progression.projections.districtdashboard.DistrictDashboardJdbc.Counted;
import progression.projections.districtdashboard.Figures.LineCell;
import progression.projections.districtdashboard.FrameworkDashboard.Line;
import progression.projections.districtdashboard.FrameworkDashboard.Outcome;
import progression.projections.districtdashboard.Suppression.Cell;
import progression.projections.districtdashboard.Suppression.Shown;

/** Nothing that is hidden can be found out. */
class SuppressionTest {

  private static final Suppression RULES = new Suppression(10);
  private static final List<@Nullable String> NAMES = List.of("a", "b", "c");

  @Test
  void a_line_without_small_groups_is_shown_as_it_is() {
    List<Cell> grades = List.of(cell("6", 30, 90, 40), cell("7", 10, 30, 0));
    Shown shown = RULES.show(total(grades), grades);
    assertThat(shown.cells()).isEqualTo(grades);
    assertThat(shown.hidden()).isEmpty();
    assertThat(shown.masteredWithheld()).isFalse();
  }

  @Test
  void a_small_group_is_hidden_with_all_of_the_next_size() {
    List<Cell> lunch =
        List.of(
            cell("free", 9, 20, 5),
            cell("paid", 40, 80, 60),
            cell("reduced", 12, 20, 5),
            cell("unknown", 12, 30, 9));
    Shown shown = RULES.show(total(lunch), lunch);
    assertThat(shown.cells()).containsExactly(lunch.get(1));
    assertThat(shown.hidden()).containsExactly("free", "reduced", "unknown");
  }

  @Test
  void a_line_of_small_groups_alone_is_withheld_with_its_names() {
    List<Cell> homes = List.of(cell("north", 9, 9, 4), cell("south", 10, 10, 4));
    Shown shown = RULES.show(total(homes), homes);
    assertThat(shown.withheld()).isTrue();
    assertThat(shown.cells()).isEmpty();
    assertThat(shown.hidden()).isEmpty();
  }

  @Test
  void what_is_mastered_is_withheld_where_the_hidden_groups_have_mastered_all_or_nothing() {
    List<Cell> lunch =
        List.of(cell("free", 4, 8, 8), cell("paid", 40, 80, 60), cell("reduced", 12, 20, 19));
    assertThat(RULES.show(total(lunch), lunch).masteredWithheld()).isTrue();
  }

  @Test
  void of_whom_it_is_not_said_is_shown_in_every_line_or_in_none() {
    Cell unsaid = cell(null, 12, 30, 9);
    List<Cell> lunch = List.of(cell("free", 15, 30, 9), cell("paid", 15, 30, 9), unsaid);
    List<Cell> grades = List.of(cell("6", 24, 48, 12), cell("7", 6, 12, 6), unsaid);
    assertThat(RULES.show(total(lunch), lunch).cells()).isEqualTo(lunch);
    assertThat(RULES.show(total(grades), grades).cells()).containsExactly(unsaid);

    Cell few = cell(null, 3, 6, 2);
    List<Cell> homes = List.of(cell("north", 60, 90, 40), cell("south", 20, 30, 10), few);
    Shown shown = RULES.show(total(homes), homes);
    assertThat(shown.cells()).containsExactly(homes.getFirst());
    assertThat(shown.hidden()).containsExactly("south", null);
  }

  @Test
  void what_is_mastered_is_withheld_where_all_of_whom_it_is_said_have_mastered_all_or_nothing() {
    List<Cell> grades =
        List.of(cell("6", 24, 48, 48), cell("7", 16, 32, 31), cell(null, 12, 30, 9));
    assertThat(RULES.show(total(grades), grades).masteredWithheld()).isTrue();
  }

  @Test
  void a_line_is_withheld_where_of_how_many_it_is_not_said_would_follow_from_it() {
    List<Cell> grades = List.of(cell("6", 20, 40, 12), cell("7", 30, 60, 6), cell(null, 3, 6, 2));
    assertThat(RULES.show(total(grades), grades).withheld()).isTrue();
  }

  @Test
  void too_few_learners_in_all_are_not_shown_at_all() {
    assertThat(RULES.shows(cell(null, 9, 90, 40))).isFalse();
    assertThat(RULES.shows(cell(null, 10, 90, 40))).isTrue();
    assertThat(RULES.showsMastered(cell(null, 10, 90, 1))).isFalse();
    assertThat(RULES.showsMastered(cell(null, 10, 90, 89))).isFalse();
  }

  /**
   * An attacker who knows the rules, and has all the time there is: she tries every population that
   * would look like the one she sees.
   */
  @ParameterizedTest
  @CsvSource({"2, 4, 2", "3, 4, 2", "2, 6, 1", "3, 6, 1", "4, 6, 1"})
  void whoever_knows_the_rules_and_tries_every_population_still_does_not_know(
      int smallest, int learners, int competencies) {
    Suppression rules = new Suppression(smallest);
    assertThat(
            determined(everyLine(NAMES, learners, competencies), line -> seen(rules, line, NAMES)))
        .isEmpty();
  }

  /** She also knows that those of whom it is not said are the same people in every line. */
  @ParameterizedTest
  @CsvSource({"3, 2, 13, false", "4, 2, 13, false", "3, 3, 10, false", "3, 2, 8, true"})
  void nor_does_whoever_knows_that_lines_share_those_of_whom_it_is_not_said(
      int smallest, int groups, int learners, boolean withMastered) {
    Suppression rules = new Suppression(smallest);
    List<@Nullable String> names = new ArrayList<>(NAMES.subList(0, groups));
    List<List<List<Cell>>> pairs = everyPair(names, learners, withMastered);
    names.add(null);
    Set<String> seen = new HashSet<>();
    assertThat(
            determined(
                pairs,
                lines -> {
                  View view = seenTogether(rules, lines, names);
                  if (!withMastered) {
                    view.hidden().keySet().removeIf(number -> number.endsWith("mastered"));
                  }
                  seen.add(view.seen());
                  return view;
                }))
        .isEmpty();
    assertThat(seen).anyMatch(view -> view.contains("[a, null]"));
  }

  @Test
  void the_same_attacker_finds_out_what_is_hidden_alone() {
    assertThat(determined(everyLine(NAMES, 4, 1), line -> seenWhereOnlySmallIsHidden(3, line)))
        .isNotEmpty();
  }

  /** An attacker who solves the sums and bounds of all that is shown of a district. */
  @Test
  void no_sum_and_no_bound_determines_what_is_hidden_in_districts_at_random() {
    Random random = new Random(7);
    int shownCells = 0;
    int hiddenCells = 0;
    for (int district = 0; district < 2_000; district++) {
      Attack attack = new Attack();
      List<List<Cell>> lines = district(random);
      Cell total = total(lines.getFirst());
      if (!RULES.shows(total)) {
        continue;
      }
      attack.total(total, RULES.showsMastered(total));
      for (List<Cell> line : lines) {
        Shown shown = RULES.show(total, line);
        attack.line(line, shown);
        shownCells += shown.cells().size();
        hiddenCells += shown.hidden().size();
      }
      attack.solve();
      assertThat(attack.determined()).isEmpty();
    }
    assertThat(shownCells).isGreaterThan(10_000);
    assertThat(hiddenCells).isGreaterThan(10_000);
  }

  /** The same attacker, who has no more than the answer as it is sent. */
  @Test
  void no_answer_determines_what_is_hidden_in_it() {
    Random random = new Random(7);
    int withheld = 0;
    for (int district = 0; district < 2_000; district++) {
      List<List<Cell>> lines = district(random);
      Cell total = total(lines.getFirst());
      FrameworkDashboard answer = FrameworkDashboard.of(counted(total, lines), "", 1);
      Outcome everybody = answer.everybody();
      if (everybody == null) {
        continue;
      }
      Attack attack = new Attack();
      attack.total(total, tellsMastered(everybody));
      for (int line = 0; line < lines.size(); line++) {
        Line told = answer.groups().get(line);
        attack.line(lines.get(line), shown(told));
        withheld += told.masteredWithheld() ? 1 : 0;
      }
      attack.solve();
      assertThat(attack.determined()).isEmpty();
    }
    assertThat(withheld).isPositive();
  }

  @Test
  void of_too_few_learners_neither_weeks_nor_coverage_are_told() {
    assertThat(FrameworkDashboard.of(counted(cell(null, 9, 90, 40), List.of()), "", 1).coverage())
        .isNull();
    assertThat(FrameworkDashboard.of(counted(cell(null, 10, 90, 40), List.of()), "", 1).coverage())
        .isNotNull();
    assertThat(weeks(9, 9)).isEmpty();
    assertThat(weeks(10, 9)).containsExactly(new Week(LocalDate.EPOCH, null, true));
    assertThat(weeks(10, 10)).containsExactly(new Week(LocalDate.EPOCH, 12L, false));
  }

  private static List<Week> weeks(long learners, long advanced) {
    Figures figures =
        new Figures(
            null,
            new Figures.Total(learners, 90, 40),
            null,
            null,
            null,
            List.of(new Figures.Week(LocalDate.EPOCH, 12, advanced)));
    Counted counted = new Counted("", 1, 0, OffsetDateTime.MIN, figures);
    return DistrictDashboard.of(List.of(counted), 1).weeks();
  }

  private static Counted counted(Cell total, List<List<Cell>> lines) {
    List<LineCell> cells = new ArrayList<>();
    for (List<Cell> line : lines) {
      String name = "line " + lines.indexOf(line);
      line.forEach(cell ->
          cells.add(
              new LineCell(name, cell.value(), cell.learners(), cell.shown(), cell.mastered())));
    }
    Figures figures =
        new Figures(
            null,
            new Figures.Total(total.learners(), total.shown(), total.mastered()),
            cells,
            null,
            new Figures.Coverage(0, 0, List.of()),
            null);
    return new Counted("math", 1, 0, OffsetDateTime.MIN, figures);
  }

  /** What a line of an answer tells. */
  private static Shown shown(Line line) {
    List<String> hidden =
        line.groups().stream()
            .filter(group -> group.outcome() == null)
            .map(FrameworkDashboard.Group::value)
            .toList();
    List<Cell> cells = new ArrayList<>();
    boolean tellsMastered = false;
    for (FrameworkDashboard.Group group : line.groups()) {
      Outcome outcome = group.outcome();
      if (outcome != null) {
        cells.add(cell(group.value(), outcome.learners(), outcome.shown(), 0));
        tellsMastered |= tellsMastered(outcome);
      }
    }
    return new Shown(line.groups().isEmpty(), !tellsMastered, cells, hidden);
  }

  private static boolean tellsMastered(Outcome outcome) {
    return outcome.mastered() != null || outcome.rate() != null;
  }

  @Test
  void the_same_sums_determine_what_is_hidden_alone() {
    Random random = new Random(7);
    int determined = 0;
    for (int district = 0; district < 200; district++) {
      Attack attack = new Attack();
      List<List<Cell>> lines = district(random);
      attack.total(total(lines.getFirst()), true);
      for (List<Cell> line : lines) {
        List<Cell> large = line.stream().filter(cell -> cell.learners() >= 10).toList();
        List<String> small =
            line.stream().filter(cell -> cell.learners() < 10).map(Cell::value).toList();
        attack.line(line, new Shown(false, false, large, small));
      }
      attack.solve();
      determined += attack.determined().size();
    }
    assertThat(determined).isPositive();
  }

  /** What an attacker sees, and what she does not: the name and the value of each number. */
  private record View(String seen, Map<String, Long> hidden) {}

  private static View seen(Suppression rules, List<Cell> line, List<@Nullable String> names) {
    Cell total = total(line);
    if (!rules.shows(total)) {
      return new View("too few", withAbsent(hidden(line, List.of(), false), names));
    }
    boolean showsMastered = rules.showsMastered(total);
    Shown shown = rules.show(total, line);
    String cells =
        shown.cells().stream()
            .map(cell -> shown.masteredWithheld() ? unmastered(cell) : cell)
            .toList()
            .toString();
    Map<String, Long> hidden = hidden(line, shown.cells(), shown.masteredWithheld());
    if (!showsMastered) {
      hidden.put("all mastered", total.mastered());
    }
    return new View(
        (showsMastered ? total : unmastered(total)) + cells + shown.hidden() + shown.withheld(),
        shown.withheld() ? withAbsent(hidden, names) : hidden);
  }

  /** Where no names are told, it is not told either who is not there. */
  private static Map<String, Long> withAbsent(
      Map<String, Long> hidden, List<@Nullable String> names) {
    names.forEach(name -> numbers(cell(name, 0, 0, 0)).forEach(hidden::putIfAbsent));
    return hidden;
  }

  private static View seenTogether(
      Suppression rules, List<List<Cell>> lines, List<@Nullable String> names) {
    List<View> views = lines.stream().map(line -> seen(rules, line, names)).toList();
    Map<String, Long> hidden = new HashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      String prefix = line + ": ";
      views.get(line).hidden().forEach((number, value) -> hidden.put(prefix + number, value));
    }
    for (String number : numbers(cell(null, 0, 0, 0)).keySet()) {
      // Where one line shows it, or that there is nobody, it is no secret of the other.
      if (!views.stream().allMatch(view -> view.hidden().containsKey(number))) {
        hidden.keySet().removeIf(name -> name.endsWith(number));
      }
    }
    return new View(views.stream().map(View::seen).toList().toString(), hidden);
  }

  private static View seenWhereOnlySmallIsHidden(int smallest, List<Cell> line) {
    List<Cell> large = line.stream().filter(cell -> cell.learners() >= smallest).toList();
    List<String> small =
        line.stream().filter(cell -> cell.learners() < smallest).map(Cell::value).toList();
    return new View(total(line) + large.toString() + small, hidden(line, large, false));
  }

  private static Cell unmastered(Cell cell) {
    return new Cell(cell.value(), cell.learners(), cell.shown(), -1);
  }

  private static Map<String, Long> hidden(
      List<Cell> line, List<Cell> shown, boolean masteredWithheld) {
    Map<String, Long> hidden = new HashMap<>();
    for (Cell cell : line) {
      if (!shown.contains(cell)) {
        hidden.putAll(numbers(cell));
      } else if (masteredWithheld) {
        hidden.put(cell.value() + " mastered", cell.mastered());
      }
    }
    return hidden;
  }

  private static Map<String, Long> numbers(Cell cell) {
    return Map.of(
        cell.value() + " learners", cell.learners(),
        cell.value() + " shown", cell.shown(),
        cell.value() + " mastered", cell.mastered());
  }

  /** Numbers that are the same in every population that looks alike. */
  private static <T> List<String> determined(List<T> populations, Function<T, View> look) {
    Map<String, Map<String, Set<Long>>> possible = new HashMap<>();
    for (T population : populations) {
      View view = look.apply(population);
      Map<String, Set<Long>> numbers =
          possible.computeIfAbsent(view.seen(), seen -> new HashMap<>());
      view.hidden()
          .forEach((number, value) ->
              numbers.computeIfAbsent(number, key -> new HashSet<>()).add(value));
    }
    List<String> determined = new ArrayList<>();
    possible.forEach((seen, numbers) ->
        numbers.forEach((number, values) -> {
          if (values.size() == 1) {
            determined.add(seen + ": " + number + " is " + values);
          }
        }));
    return determined;
  }
}
