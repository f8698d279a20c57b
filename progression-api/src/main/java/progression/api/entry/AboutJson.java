package progression.api.entry;

import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.curriculum.Curriculum;
import progression.entry.About;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;

/** What feedback is about, as a caller writes it. */
public record AboutJson(
    @Nullable String competency, @Nullable FrameworkId framework, @Nullable EvidenceId evidence) {

  /**
   * Reads {@code competency} (with {@code framework} where it is needed) or {@code evidence}.
   *
   * @throws progression.api.problem.BadInput if it is neither or both
   */
  public static AboutJson read(Fields feedback) {
    AboutJson about =
        new AboutJson(
            feedback.optionalText("competency"),
            feedback.optionalValue("framework", FrameworkId::new),
            feedback.optionalValue("evidence", EvidenceId::new));
    if ((about.competency == null) == (about.evidence == null)) {
      throw feedback.refused("competency", "or evidence is required, and only one of them");
    }
    return about;
  }

  /** The same, with what the name stands for. */
  public About in(Curriculum curriculum) {
    return new About(
        competency == null ? null : curriculum.resolve(competency, framework), evidence);
  }
}
