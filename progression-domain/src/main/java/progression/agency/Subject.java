package progression.agency;

import org.jspecify.annotations.Nullable;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;

/** What feedback is about: a competency, or a piece of evidence. */
public record Subject(@Nullable CompetencyId competency, @Nullable EvidenceId evidence) {
  public Subject {
    if ((competency == null) == (evidence == null)) {
      throw new IllegalArgumentException("feedback is about a competency or a piece of evidence");
    }
  }
}
