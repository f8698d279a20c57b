package progression.projections.districtdashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.projections.districtdashboard.DistrictDashboardJdbc.Counted;
import progression.projections.districtdashboard.Figures.LineCell;
import progression.projections.districtdashboard.FrameworkDashboard.Line;
import progression.projections.districtdashboard.FrameworkDashboard.Outcome;
import progression.projections.districtdashboard.Suppression.Cell;
import progression.projections.districtdashboard.Suppression.Shown;

/** Nothing that is hidden can be found out. */
class SuppressionTest {

  private static final Suppression RULES = new Suppression(10);
  private static final List<String> NAMES = List.of("a", "b", "c");

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
    assertThat(determined(everyLine(learners, competencies), line -> seen(rules, line))).isEmpty();
  }

  @Test
  void the_same_attacker_finds_out_what_is_hidden_alone() {
    assertThat(determined(everyLine(4, 1), line -> seenWhereOnlySmallIsHidden(3, line)))
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
      List<List<Cell>> lines = RandomDistrict.lines(random);
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
      List<List<Cell>> lines = RandomDistrict.lines(random);
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
      List<List<Cell>> lines = RandomDistrict.lines(random);
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

  private static Cell cell(
      @org.jspecify.annotations.Nullable String value, long learners, long shown, long mastered) {
    return new Cell(value, learners, shown, mastered);
  }

  static Cell total(List<Cell> cells) {
    return new Cell(
        null,
        cells.stream().mapToLong(Cell::learners).sum(),
        cells.stream().mapToLong(Cell::shown).sum(),
        cells.stream().mapToLong(Cell::mastered).sum());
  }

  /** What an attacker sees, and what she does not: the name and the value of each number. */
  private record View(String seen, boolean tellsNames, Map<String, Long> hidden) {}

  private static View seen(Suppression rules, List<Cell> line) {
    Cell total = total(line);
    if (!rules.shows(total)) {
      return new View("too few", false, hidden(line, List.of(), false));
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
        !shown.withheld(),
        hidden);
  }

  private static View seenWhereOnlySmallIsHidden(int smallest, List<Cell> line) {
    List<Cell> large = line.stream().filter(cell -> cell.learners() >= smallest).toList();
    List<String> small =
        line.stream().filter(cell -> cell.learners() < smallest).map(Cell::value).toList();
    return new View(total(line) + large.toString() + small, true, hidden(line, large, false));
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
  private static List<String> determined(
      List<List<Cell>> everyLine, Function<List<Cell>, View> look) {
    Map<String, Map<String, Set<Long>>> possible = new HashMap<>();
    for (List<Cell> line : everyLine) {
      View view = look.apply(line);
      Map<String, Set<Long>> numbers =
          possible.computeIfAbsent(view.seen(), seen -> new HashMap<>());
      if (!view.tellsNames()) {
        NAMES.stream()
            .filter(name -> line.stream().noneMatch(cell -> name.equals(cell.value())))
            .forEach(absent -> view.hidden().putAll(numbers(cell(absent, 0, 0, 0))));
      }
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

  /** Every line of up to three groups of up to so many learners and competencies. */
  private static List<List<Cell>> everyLine(int learners, int competencies) {
    List<List<Cell>> lines = List.of(List.of());
    for (String value : NAMES) {
      List<List<Cell>> longer = new ArrayList<>(lines);
      for (List<Cell> line : lines) {
        for (Cell cell : everyCell(value, learners, competencies)) {
          List<Cell> next = new ArrayList<>(line);
          next.add(cell);
          longer.add(next);
        }
      }
      lines = longer;
    }
    return lines;
  }

  private static List<Cell> everyCell(String value, int most, int competencies) {
    List<Cell> cells = new ArrayList<>();
    for (int learners = 1; learners <= most; learners++) {
      for (int shown = learners; shown <= learners * competencies; shown++) {
        for (int mastered = 0; mastered <= shown; mastered++) {
          cells.add(cell(value, learners, shown, mastered));
        }
      }
    }
    return cells;
  }

  /** Learners told apart in three ways, some of them rare. */
  private static final class RandomDistrict {
    private static List<List<Cell>> lines(Random random) {
      int learners = 10 + random.nextInt(190);
      double ability = random.nextDouble();
      Map<Integer, Map<Integer, long[]>> lines = new HashMap<>();
      int[] values = IntStream.generate(() -> 2 + random.nextInt(6)).limit(3).toArray();
      for (int learner = 0; learner < learners; learner++) {
        int shown = 1 + random.nextInt(4);
        int mastered =
            (int) IntStream.range(0, shown).filter(i -> random.nextDouble() < ability).count();
        for (int line = 0; line < values.length; line++) {
          double place = random.nextDouble();
          int value = (int) (place * place * place * values[line]);
          long[] cell =
              lines
                  .computeIfAbsent(line, key -> new HashMap<>())
                  .computeIfAbsent(value, key -> new long[3]);
          cell[0]++;
          cell[1] += shown;
          cell[2] += mastered;
        }
      }
      return lines.values().stream()
          .map(cells ->
              cells.entrySet().stream()
                  .map(one -> {
                    long[] cell = one.getValue();
                    return new Cell("v" + one.getKey(), cell[0], cell[1], cell[2]);
                  })
                  .toList())
          .toList();
    }
  }
}
