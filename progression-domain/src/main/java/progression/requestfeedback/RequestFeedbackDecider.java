package progression.requestfeedback;

import java.util.List;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.FeedbackRequested;
import progression.kernel.CompetencyId;

/** The learner asks, or somebody who cares for her does. */
public final class RequestFeedbackDecider extends EntryDecider<RequestFeedback> {
  public RequestFeedbackDecider() {
    super(FeedbackRequested.class, Role.CLOSE);
  }

  @Override
  protected FeedbackRequested event(
      RequestFeedback command, List<CompetencyId> named, EntryState state) {
    return new FeedbackRequested(
        command.learner(),
        command.id(),
        command.about().subject(named),
        command.from(),
        command.question(),
        command.author());
  }
}
