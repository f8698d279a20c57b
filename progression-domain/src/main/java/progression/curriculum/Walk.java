package progression.curriculum;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Goes through what hangs on one another. */
public final class Walk {

  private Walk() {}

  /**
   * All that can be reached, each once and behind all that it leads to. Chains may be as long as a
   * framework, so it walks without recursion.
   *
   * @param next what one directly leads to
   */
  public static <T> List<T> lastFirst(
      Collection<T> starts, Function<? super T, ? extends Collection<T>> next) {
    List<T> walked = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    List<T> path = new ArrayList<>();
    Deque<Iterator<T>> walks = new ArrayDeque<>();
    walks.push(starts.iterator());
    while (true) {
      Iterator<T> walk = walks.element();
      if (walk.hasNext()) {
        T one = walk.next();
        if (seen.add(one)) {
          path.add(one);
          walks.push(next.apply(one).iterator());
        }
      } else if (path.isEmpty()) {
        return walked;
      } else {
        walks.pop();
        walked.add(path.removeLast());
      }
    }
  }
}
