package progression.agency;

import java.util.List;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;

/** What an entry of a learner's record is linked to. */
public record Links(
    List<CompetencyId> competencies, List<EvidenceId> evidence, List<EntryId> goals) {
  public Links {
    competencies = List.copyOf(competencies);
    evidence = List.copyOf(evidence);
    goals = List.copyOf(goals);
  }
}
