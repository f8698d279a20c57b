package progression.projections.portfolio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.projections.http.Cursor;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.portfolio.PortfolioRows.Kind;

/**
 * A page of a learner's own record, as the tables give it: who is around her, then the latest.
 *
 * @param entries in order, one more than the page holds where there are more
 * @param pointedAt what they point at, wherever it stands: requests, the first answers to them, and
 *     evidence that does not count any more; and her profile
 */
record PortfolioPage(List<Entry> entries, List<Entry> pointedAt) {

  PortfolioPage {
    entries = List.copyOf(entries);
    pointedAt = List.copyOf(pointedAt);
  }

  /**
   * What is asked for.
   *
   * @param kind none for all of them
   * @param after where the page before this one ended; none for the first
   * @param size how many entries a page holds
   */
  record Asked(@Nullable Kind kind, @Nullable Place after, int size) {}

  /**
   * Where an entry stands in the order.
   *
   * @param isAround whether it is somebody around her, or a group
   */
  record Place(boolean isAround, long position) {

    static Place of(Entry entry) {
      boolean isAround = entry.kind() == Kind.PERSON || entry.kind() == Kind.GROUP;
      return new Place(isAround, entry.position());
    }

    /**
     * Where a page begins.
     *
     * @param text as the client sends it back; none for the first page
     */
    static @Nullable Place of(String learner, @Nullable String text) {
      Cursor cursor = Cursor.read(text, list(learner), 2);
      try {
        return cursor == null
            ? null
            : new Place(
                Boolean.parseBoolean(cursor.values().getFirst()),
                Long.parseLong(cursor.values().getLast()));
      } catch (NumberFormatException foreign) {
        throw Cursor.foreign();
      }
    }

    private static String list(String learner) {
      return "learners/%s/portfolio".formatted(learner);
    }

    Cursor cursor(String learner) {
      List<String> values = List.of(Boolean.toString(isAround), Long.toString(position));
      return new Cursor(list(learner), values);
    }
  }
}
