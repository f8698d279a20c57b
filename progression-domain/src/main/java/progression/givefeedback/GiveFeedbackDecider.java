package progression.givefeedback;

import java.util.List;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.FeedbackGiven;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;

/** Everybody around the learner may give feedback; what she thinks herself is a reflection. */
public final class GiveFeedbackDecider extends EntryDecider<GiveFeedback> {
  public GiveFeedbackDecider() {
    super(FeedbackGiven.class, Role.BY_RELATIONSHIP);
  }

  @Override
  protected FeedbackGiven event(GiveFeedback command, List<CompetencyId> named, EntryState state) {
    EvidenceId evidence = command.about().evidence();
    return new FeedbackGiven(
        command.learner(),
        command.id(),
        command.about().subject(named),
        command.text(),
        command.nextSteps(),
        command.request(),
        evidence == null ? null : state.evidence(evidence).occurredAt(),
        command.author());
  }
}
