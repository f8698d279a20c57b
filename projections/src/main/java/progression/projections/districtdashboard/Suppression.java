package progression.projections.districtdashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hides small groups, and as much around them that nothing hidden can be computed from what is
 * shown: neither from totals, nor from other cells or other answers, nor by somebody who knows
 * these rules. Pure, and the same figures are always hidden alike.
 *
 * <p>What is shown are lines: learners told apart in one way, and their total. No line is told
 * apart further, so all that lines share is the total. The rules look only at sums and at sizes,
 * never at names: where some of a line's cells are hidden, exchanging them leaves what is shown the
 * same, and they are never all of one size.
 *
 * <ol>
 *   <li>Fewer learners than {@code smallest} in all: nothing is shown.
 *   <li>In a line with cells smaller than that, they are hidden, and with them all cells of the
 *       next size. Where no cell is larger than {@code smallest}, the whole line is withheld, names
 *       and all.
 *   <li>What is mastered is shown of the total where it is neither (nearly) nothing nor (nearly)
 *       all, and of a line where besides that is so of its hidden cells together, and of its others
 *       together. Nearly, because a learner who is hidden knows of herself.
 * </ol>
 */
record Suppression(int smallest) {

  /** How far from nothing and from all a sum is shown: by one more than what a learner knows. */
  private static final int MARGIN = 2;

  /**
   * Learners who have something in common.
   *
   * @param value what they have in common; none where that is not said of them
   * @param shown pairs of a learner and a competency that she has shown something of
   * @param mastered those of the pairs that are mastered
   */
  record Cell(@Nullable String value, long learners, long shown, long mastered) {}

  /**
   * A line as it is shown.
   *
   * @param withheld whether the whole line is
   * @param masteredWithheld whether what is mastered is withheld of all its cells
   * @param cells as they are where they are shown; empty where the whole line is withheld
   * @param hidden the values of the cells that are hidden
   */
  record Shown(
      boolean withheld, boolean masteredWithheld, List<Cell> cells, List<@Nullable String> hidden) {
    Shown {
      cells = List.copyOf(cells);
    }
  }

  /** Whether anything is shown of so many learners. */
  boolean shows(Cell total) {
    return total.learners >= smallest;
  }

  /** Whether it is shown what they have mastered. */
  boolean showsMastered(Cell total) {
    return shows(total) && isMixed(total.mastered, total.shown);
  }

  /**
   * What is shown of a line.
   *
   * @param cells that make up the total, each with at least one learner
   */
  Shown show(Cell total, List<Cell> cells) {
    boolean hasSmall = cells.stream().anyMatch(cell -> cell.learners < smallest);
    boolean hasLarge = cells.stream().anyMatch(cell -> cell.learners > smallest);
    if (!shows(total) || (hasSmall && !hasLarge)) {
      return new Shown(true, true, List.of(), List.of());
    }
    long next =
        cells.stream()
            .mapToLong(Cell::learners)
            .filter(learners -> learners >= smallest)
            .min()
            .orElseThrow();
    List<Cell> hidden =
        hasSmall ? cells.stream().filter(cell -> cell.learners <= next).toList() : List.of();
    List<Cell> rest = cells.stream().filter(cell -> !hidden.contains(cell)).toList();
    boolean isMixed = hidden.isEmpty() || rest.isEmpty() || (isMixed(hidden) && isMixed(rest));
    return new Shown(
        false,
        !isMixed || !showsMastered(total),
        rest,
        hidden.stream().<@Nullable String>map(Cell::value).toList());
  }

  private static boolean isMixed(List<Cell> cells) {
    return isMixed(
        cells.stream().mapToLong(Cell::mastered).sum(),
        cells.stream().mapToLong(Cell::shown).sum());
  }

  private static boolean isMixed(long mastered, long shown) {
    return mastered >= MARGIN && mastered <= shown - MARGIN;
  }
}
