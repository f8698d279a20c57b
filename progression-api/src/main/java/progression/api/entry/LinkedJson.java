package progression.api.entry;

import java.util.List;
import progression.api.intake.Fields;
import progression.curriculum.Curriculum;
import progression.entry.Linked;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;

/** What an entry is linked to, as a caller writes it. */
public record LinkedJson(Names names, List<EvidenceId> evidence, List<EntryId> goals) {

  /** Reads {@code competencies}, {@code evidence} and {@code goals}, each optional. */
  public static LinkedJson read(Fields entry) {
    return new LinkedJson(
        Names.read(entry),
        entry.values("evidence", EvidenceId::new),
        entry.values("goals", EntryId::new));
  }

  /** The same, with what the names stand for. */
  public Linked in(Curriculum curriculum) {
    return new Linked(names.in(curriculum), evidence, goals);
  }
}
