package progression.projections.districtdashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hides small groups, and as much around them that nothing hidden can be computed from what is
 * shown: neither from totals, nor from other cells or other answers, nor by somebody who knows
 * these rules. Pure, and the same figures are always hidden alike.
 *
 * <p>What is shown are lines: learners told apart in one way, and their total. No line is told
 * apart further, so all that lines share is the total, and those of whom it is not said: much the
 * same people in every line, and their number is taken for one that whoever sees one line knows in
 * all. The rules look only at sums and at sizes, never at names: where some of a line's cells are
 * hidden, exchanging them leaves what is shown the same, and something about them stays open.
 *
 * <ol>
 *   <li>Fewer learners than {@code smallest} in all: nothing is shown.
 *   <li>Those of whom it is not said are shown in every line where they are not fewer than {@code
 *       smallest}. What is left of the total is the total of the others.
 *   <li>In a line with other cells smaller than that, they are hidden, and with them all cells of
 *       the next size. Where no cell is larger than {@code smallest}, the whole line is withheld,
 *       names and all.
 *   <li>Where those of whom it is not said are fewer, they are hidden in every line, and with them
 *       all cells that are larger than the smallest one by less than {@code smallest}. The line is
 *       withheld unless these cells could be as they are with any number from 1 to below {@code
 *       smallest} of whom it is not said: whatever another line tells of these, it fits.
 *   <li>What is mastered is shown of the total where it is neither (nearly) nothing nor (nearly)
 *       all, and of a line where besides that is so of its hidden cells together, and of its others
 *       together, and of all of whom it is said where the rest are shown. Nearly, because a learner
 *       who is hidden knows of herself.
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

  private static final Shown WITHHELD = new Shown(true, true, List.of(), List.of());

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
    List<Cell> said = cells.stream().filter(cell -> cell.value != null).toList();
    if (learners(said) < smallest) {
      return WITHHELD;
    }
    boolean showsUnsaid =
        cells.stream().allMatch(cell -> cell.value != null || cell.learners >= smallest);
    long least = least(said);
    long below = showsUnsaid ? belowShown(said, least) : least + smallest;
    List<Cell> hidden =
        cells.stream()
            .filter(cell -> cell.value == null ? !showsUnsaid : cell.learners < below)
            .toList();
    List<Cell> rest = said.stream().filter(cell -> cell.learners >= below).toList();
    boolean isOpen =
        showsUnsaid
            ? hidden.isEmpty() || said.stream().anyMatch(cell -> cell.learners > smallest)
            : fitsAnyNumber(hidden, rest);
    if (!isOpen) {
      return WITHHELD;
    }
    boolean isMixed = hidden.isEmpty() || rest.isEmpty() || (isMixed(hidden) && isMixed(rest));
    return new Shown(
        false,
        !isMixed || !showsMastered(total) || (showsUnsaid && !isMixed(said)),
        cells.stream().filter(cell -> !hidden.contains(cell)).toList(),
        hidden.stream().<@Nullable String>map(Cell::value).toList());
  }

  /** Below which size cells are hidden where at most other cells have to be hidden with them. */
  private long belowShown(List<Cell> said, long least) {
    return least >= smallest
        ? least
        : 1 + least(said.stream().filter(cell -> cell.learners >= smallest).toList());
  }

  /**
   * Whether the hidden cells could be so, and these be hidden, with any number of whom it is not
   * said. Each of the others has at least one learner and fewer than any that is shown, and one of
   * them at least {@code smallest} fewer.
   */
  private boolean fitsAnyNumber(List<Cell> hidden, List<Cell> rest) {
    if (rest.isEmpty()) {
      return false;
    }
    long others = hidden.size() - 1;
    long shown = least(rest);
    long most = shown - smallest + (others - 1) * (shown - 1);
    return learners(hidden) - (smallest - 1) >= others && learners(hidden) - 1 <= most;
  }

  private static long learners(List<Cell> cells) {
    return cells.stream().mapToLong(Cell::learners).sum();
  }

  private static long least(List<Cell> cells) {
    return cells.stream().mapToLong(Cell::learners).min().orElse(Long.MAX_VALUE - 1);
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
