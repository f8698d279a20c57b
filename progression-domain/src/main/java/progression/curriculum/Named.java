package progression.curriculum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import progression.kernel.CompetencyId;
import progression.kernel.Rejection;

/**
 * What the names in something that may have been sent before stand for.
 *
 * @param competencies in the order of the names, up to one that is refused
 * @param refusal why the first name that means nothing, or too much, is refused; none where all do
 */
public record Named(List<CompetencyId> competencies, Optional<Rejection> refusal) {
  public Named {
    competencies = List.copyOf(competencies);
  }

  /**
   * Looks them up: by a name that stands for more or for nothing by now is meant what it stood for
   * when it was first sent.
   *
   * @param before what the names stood for then, in their order; empty where nothing was sent
   */
  public static Named of(List<Resolution> names, List<CompetencyId> before) {
    List<CompetencyId> competencies = new ArrayList<>();
    for (Resolution name : names) {
      switch (name) {
        case Resolution.Found found -> competencies.add(found.competency());
        case Resolution.Unresolved none -> {
          Optional<CompetencyId> meant =
              before.stream().skip(competencies.size()).findFirst().filter(none::canMean);
          if (meant.isEmpty()) {
            return new Named(competencies, Optional.of(none.rejection()));
          }
          competencies.add(meant.get());
        }
      }
    }
    return new Named(competencies, Optional.empty());
  }
}
