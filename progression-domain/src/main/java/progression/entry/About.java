package progression.entry;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Subject;
import progression.curriculum.Resolution;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.Tag;

/** What feedback is to be about: a competency by its name, or a piece of evidence. */
public record About(@Nullable Resolution competency, @Nullable EvidenceId evidence) {

  /** What its competency's name stands for. */
  public List<Resolution> names() {
    return competency == null ? List.of() : List.of(competency);
  }

  /** The evidence that has to be in the learner's record. */
  public Set<Tag> tags() {
    return evidence == null ? Set.of() : Set.of(Tag.evidence(evidence));
  }

  /**
   * The subject.
   *
   * @param named the competency that its name stands for, if it has one
   */
  public Subject subject(List<CompetencyId> named) {
    return new Subject(named.isEmpty() ? null : named.getFirst(), evidence);
  }
}
