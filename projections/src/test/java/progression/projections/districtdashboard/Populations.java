package progression.projections.districtdashboard;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.projections.districtdashboard.Suppression.Cell;

/** Learners to be told apart: all of them in small numbers, and districts at random. */
final class Populations {

  private static final int UNSAID = -1;

  private Populations() {}

  static Cell cell(@Nullable String value, long learners, long shown, long mastered) {
    return new Cell(value, learners, shown, mastered);
  }

  static Cell total(List<Cell> cells) {
    return new Cell(
        null,
        cells.stream().mapToLong(Cell::learners).sum(),
        cells.stream().mapToLong(Cell::shown).sum(),
        cells.stream().mapToLong(Cell::mastered).sum());
  }

  /** Every line of some of these groups, each of up to so many learners and competencies. */
  static List<List<Cell>> everyLine(List<@Nullable String> names, int learners, int competencies) {
    List<List<Cell>> lines = List.of(List.of());
    for (@Nullable String value : names) {
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

  /** Every two lines of up to so many learners: groups of these names, and the same of none. */
  static List<List<List<Cell>>> everyPair(
      List<@Nullable String> names, int learners, boolean withMastered) {
    List<List<Cell>> all = List.of(List.of());
    for (@Nullable String name : names) {
      all =
          all.stream()
              .flatMap(line ->
                  everyGroup(name, learners - (int) total(line).learners(), withMastered).stream()
                      .map(group -> with(line, group)))
              .toList();
    }
    Map<List<Long>, List<List<Cell>>> alike =
        all.stream()
            .collect(groupingBy(line -> List.of(total(line).learners(), total(line).mastered())));
    List<List<List<Cell>>> pairs = new ArrayList<>();
    alike.forEach((sums, lines) -> {
      for (Cell unsaid :
          everyGroup(null, learners - (int) sums.getFirst().longValue(), withMastered)) {
        for (List<Cell> first : lines) {
          for (List<Cell> second : lines) {
            pairs.add(List.of(with(first, unsaid), with(second, unsaid)));
          }
        }
      }
    });
    return pairs;
  }

  private static List<Cell> with(List<Cell> line, Cell unsaid) {
    return Stream.concat(line.stream(), Stream.of(unsaid))
        .filter(cell -> cell.learners() > 0)
        .toList();
  }

  /** None as well. Each has shown one competency; nothing is mastered where that is not varied. */
  private static List<Cell> everyGroup(@Nullable String value, int most, boolean withMastered) {
    List<Cell> groups = new ArrayList<>();
    for (int learners = 0; learners <= most; learners++) {
      for (int mastered = 0; mastered <= (withMastered ? learners : 0); mastered++) {
        groups.add(cell(value, learners, learners, mastered));
      }
    }
    return groups;
  }

  private static List<Cell> everyCell(@Nullable String value, int most, int competencies) {
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

  /** Learners told apart in three ways, some of them rare, and some of whom nothing is said. */
  static List<List<Cell>> district(Random random) {
    int learners = 10 + random.nextInt(190);
    double ability = random.nextDouble();
    int unsaid = random.nextInt(3) * random.nextInt(20);
    Map<Integer, Map<Integer, long[]>> lines = new HashMap<>();
    int[] values = IntStream.generate(() -> 2 + random.nextInt(6)).limit(3).toArray();
    for (int learner = 0; learner < learners; learner++) {
      int shown = 1 + random.nextInt(4);
      int mastered =
          (int) IntStream.range(0, shown).filter(i -> random.nextDouble() < ability).count();
      boolean isSaid = random.nextInt(100) >= unsaid;
      for (int line = 0; line < values.length; line++) {
        double place = random.nextDouble();
        int value = isSaid ? (int) (place * place * place * values[line]) : UNSAID;
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
                  return new Cell(
                      one.getKey() == UNSAID ? null : "v" + one.getKey(),
                      cell[0],
                      cell[1],
                      cell[2]);
                })
                .toList())
        .toList();
  }
}
