package progression.entry;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import progression.agency.Links;
import progression.curriculum.Resolution;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/**
 * What an entry is to be linked to.
 *
 * @param names what the competencies' names stand for
 */
public record Linked(List<Resolution> names, List<EvidenceId> evidence, List<EntryId> goals) {
  public Linked {
    names = List.copyOf(names);
    evidence = List.copyOf(evidence);
    goals = List.copyOf(goals);
  }

  /**
   * The links.
   *
   * @param named the competencies that its names stand for
   */
  public Links links(List<CompetencyId> named) {
    return new Links(named, evidence, goals);
  }

  /** The evidence and the goals that have to be in the learner's record. */
  public Set<Tag> tags(LearnerId learner) {
    return Stream.concat(
            evidence.stream().map(Tag::evidence),
            goals.stream().map(goal -> Tag.goal(learner, goal)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
