package progression.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.PathwayId;
import progression.pathway.Requirement;
import progression.pathway.Requirement.Mastered;

/**
 * What a learner aims at. It is achieved when all its competencies are mastered and the requirement
 * of its stage holds; nobody ticks it off, and the target date decides nothing.
 *
 * @param statement the goal in the words of those who set it
 * @param criteria how they will see that it is reached; advice, as mastery decides
 */
public record Goal(
    String statement,
    Horizon horizon,
    List<CompetencyId> competencies,
    @Nullable StageAim stage,
    @Nullable String criteria,
    @Nullable LocalDate targetDate) {

  /** How far ahead it lies. */
  public enum Horizon {
    SHORT,
    LONG
  }

  /** A stage of the version of a pathway that the learner was on, with what it asked for then. */
  public record StageAim(
      PathwayId pathway, int pathwayVersion, String stage, Requirement requirement) {}

  public Goal {
    competencies = List.copyOf(competencies);
    if (competencies.isEmpty() && stage == null) {
      throw new IllegalArgumentException("a goal names a competency or a stage");
    }
  }

  /**
   * Whether a learner has achieved it.
   *
   * @param met whether the record claims of her what one part asks for
   */
  public boolean holds(Predicate<Mastered> met) {
    return competencies.stream().map(Mastered::new).allMatch(met)
        && (stage == null || stage.requirement().holds(met));
  }

  /** All that it asks for, in order: its competencies, then what its stage asks for. */
  public Stream<Mastered> asked() {
    return Stream.concat(
        competencies.stream().map(Mastered::new),
        stage == null ? Stream.empty() : stage.requirement().asked());
  }

  /** The competencies that it speaks of, each once. */
  public List<CompetencyId> all() {
    return asked().map(Mastered::competency).distinct().toList();
  }
}
