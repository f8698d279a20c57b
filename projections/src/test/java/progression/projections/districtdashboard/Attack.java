package progression.projections.districtdashboard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.districtdashboard.Suppression.Cell;
import progression.projections.districtdashboard.Suppression.Shown;

/**
 * Somebody who sets up what is shown as sums and bounds, and narrows down what is hidden until
 * nothing moves any more: cells of a line make up the total; learners have each shown something;
 * what is mastered was shown; those of whom it is not said are the same people in every line.
 */
final class Attack {

  /** A number, and between which it must lie. */
  private static final class Unknown {
    private final long truth;
    private boolean isHidden;
    private long least;
    private long most;

    Unknown(long truth, boolean isHidden, long least, long most) {
      this.truth = truth;
      this.isHidden = isHidden;
      this.least = isHidden ? least : truth;
      this.most = isHidden ? most : truth;
    }

    private void learn(Unknown other) {
      isHidden &= other.isHidden;
      least = Math.max(least, other.least);
      most = Math.min(most, other.most);
    }
  }

  private record Group(Unknown learners, Unknown shown, Unknown mastered) {
    List<Unknown> numbers() {
      return List.of(learners, shown, mastered);
    }
  }

  private final List<Group> groups = new ArrayList<>();
  private final List<List<Group>> lines = new ArrayList<>();
  private @Nullable Group unsaid;
  private boolean moved;

  /** What is shown of everybody. */
  void total(Cell total, boolean showsMastered) {
    groups.add(
        new Group(
            new Unknown(total.learners(), false, 0, 0),
            new Unknown(total.shown(), false, 0, 0),
            new Unknown(total.mastered(), !showsMastered, 0, total.shown())));
  }

  /** What is shown of a line. */
  void line(List<Cell> cells, Shown shown) {
    if (shown.withheld()) {
      return;
    }
    List<Group> line = new ArrayList<>();
    for (Cell cell : cells) {
      boolean isHidden = shown.hidden().contains(cell.value());
      Group group =
          new Group(
              new Unknown(cell.learners(), isHidden, 1, Long.MAX_VALUE / 1_000),
              new Unknown(cell.shown(), isHidden, 1, Long.MAX_VALUE / 1_000),
              new Unknown(
                  cell.mastered(),
                  isHidden || shown.masteredWithheld(),
                  0,
                  Long.MAX_VALUE / 1_000));
      line.add(cell.value() == null ? sameAsElsewhere(group) : group);
    }
    groups.addAll(line);
    lines.add(line);
  }

  /** What one line shows of those of whom it is not said holds in all. */
  private Group sameAsElsewhere(Group here) {
    Group known = unsaid == null ? here : unsaid;
    for (int number = 0; number < 3; number++) {
      known.numbers().get(number).learn(here.numbers().get(number));
    }
    unsaid = known;
    return known;
  }

  /** Narrows down until nothing moves. */
  void solve() {
    do {
      moved = false;
      for (List<Group> line : lines) {
        for (int number = 0; number < 3; number++) {
          int of = number;
          sum(
              line.stream().map(group -> group.numbers().get(of)).toList(),
              groups.getFirst().numbers().get(of));
        }
      }
      for (Group group : groups) {
        atMost(group.learners, group.shown);
        atMost(group.mastered, group.shown);
      }
    } while (moved);
  }

  /** What is hidden, and yet can be only one number. */
  List<Long> determined() {
    List<Long> determined = new ArrayList<>();
    for (Group group : groups) {
      for (Unknown number : group.numbers()) {
        if (number.truth < number.least || number.truth > number.most) {
          throw new IllegalStateException("the attack itself is wrong");
        }
        if (number.isHidden && number.least == number.most) {
          determined.add(number.truth);
        }
      }
    }
    return determined;
  }

  private void sum(List<Unknown> parts, Unknown total) {
    long least = parts.stream().mapToLong(part -> part.least).sum();
    long most = parts.stream().mapToLong(part -> part.most).sum();
    narrow(total, least, most);
    for (Unknown part : parts) {
      narrow(part, total.least - (most - part.most), total.most - (least - part.least));
    }
  }

  private void atMost(Unknown one, Unknown other) {
    narrow(one, one.least, other.most);
    narrow(other, one.least, other.most);
  }

  private void narrow(Unknown number, long least, long most) {
    if (least > number.least) {
      number.least = least;
      moved = true;
    }
    if (most < number.most) {
      number.most = most;
      moved = true;
    }
  }
}
