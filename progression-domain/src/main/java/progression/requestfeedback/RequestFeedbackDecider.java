package progression.requestfeedback;

import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.FeedbackRequested;

/** The learner asks, or somebody who cares for her does. */
public final class RequestFeedbackDecider extends EntryDecider<RequestFeedback> {
  public RequestFeedbackDecider() {
    super(FeedbackRequested.class, Role.CLOSE);
  }

  @Override
  protected FeedbackRequested event(RequestFeedback command, EntryState state) {
    return new FeedbackRequested(
        command.learner(),
        command.id(),
        command.about().subject(),
        command.from(),
        command.question(),
        command.author());
  }
}
