package progression.curriculum;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import progression.kernel.CompetencyId;

/** Finds competencies that would each have to be mastered before the others. */
final class Cycle {

  private Cycle() {}

  /**
   * A cycle among prerequisites, each competency before the one that it precedes; empty where there
   * is none. Chains may be as long as a framework, so it walks without recursion.
   *
   * @param dependants what each competency directly precedes
   */
  static List<CompetencyId> among(Map<CompetencyId, List<CompetencyId>> dependants) {
    Set<CompetencyId> done = new HashSet<>();
    for (CompetencyId start : dependants.keySet()) {
      Map<CompetencyId, Integer> places = new HashMap<>();
      List<CompetencyId> path = new ArrayList<>();
      Deque<Iterator<CompetencyId>> walks = new ArrayDeque<>();
      walks.push(List.of(start).iterator());
      while (!walks.isEmpty()) {
        Iterator<CompetencyId> walk = walks.element();
        if (!walk.hasNext()) {
          walks.pop();
          if (!path.isEmpty()) {
            places.remove(path.getLast());
            done.add(path.removeLast());
          }
          continue;
        }
        CompetencyId next = walk.next();
        Integer place = places.get(next);
        if (place != null) {
          return List.copyOf(path.subList(place, path.size()));
        }
        if (!done.contains(next)) {
          places.put(next, path.size());
          path.add(next);
          walks.push(dependants.getOrDefault(next, List.of()).iterator());
        }
      }
    }
    return List.of();
  }
}
