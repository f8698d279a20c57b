package progression.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Of a case that breaks a property, the fewest parts that still break it. */
public final class Smallest {

  private Smallest() {}

  /** Takes parts out, many at once and then one by one, for as long as it stays broken. */
  public static <T> List<T> of(List<T> parts, Predicate<List<T>> broken) {
    List<T> smallest = parts;
    for (int size = Math.max(1, parts.size() / 2); size > 0; size /= 2) {
      for (int from = 0; from + size <= smallest.size(); ) {
        List<T> fewer = new ArrayList<>(smallest);
        fewer.subList(from, from + size).clear();
        if (broken.test(fewer)) {
          smallest = fewer;
        } else {
          from++;
        }
      }
    }
    return smallest;
  }
}
