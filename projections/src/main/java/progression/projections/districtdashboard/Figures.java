package progression.projections.districtdashboard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.advice.Thresholds;
import progression.projections.districtdashboard.Suppression.Cell;

/**
 * What was counted of a framework or of a district, before anything is hidden.
 *
 * @param thresholds none where the district has said nothing
 * @param total of all learners; none where nobody has shown anything
 * @param cells of each way to tell learners apart
 * @param weeks of the district as a whole; none of a framework
 */
record Figures(
    @Nullable Thresholds thresholds,
    @Nullable Total total,
    @Nullable List<LineCell> cells,
    @Nullable Days pace,
    @Nullable Coverage coverage,
    @Nullable List<Week> weeks) {

  /** All learners of a framework, or of a district, together. */
  record Total(long learners, long shown, long mastered) {}

  /** A cell, and the line that it is one of. */
  record LineCell(String line, @Nullable String value, long learners, long shown, long mastered) {
    Cell cell() {
      return new Cell(value, learners, shown, mastered);
    }
  }

  /** Days from the first evidence to mastery: the quartiles, and of how many learners. */
  record Days(long learners, List<BigDecimal> quartiles) {
    Days {
      quartiles = List.copyOf(quartiles);
    }
  }

  /** Which standards of the version in force have evidence of anybody. */
  record Coverage(long standards, long withEvidence, List<Standard> without) {
    Coverage {
      without = List.copyOf(without);
    }
  }

  /** A standard, by its CASE identifier and its code, where it has one. */
  record Standard(String competency, @Nullable String code) {}

  /**
   * How many stages learners left behind in the week from this Monday on, and how many learners.
   */
  record Week(LocalDate week, long advances, long learners) {}

  int smallestGroup() {
    return (thresholds == null ? Thresholds.DEFAULT : thresholds).smallestGroup();
  }
}
