package progression.event;

import progression.agency.Actor;
import progression.agency.Profile;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;

/**
 * The learner's profile was changed.
 *
 * @param change what is absent in it stays as it was
 */
public record ProfileChanged(LearnerId learner, EntryId id, Profile change, Actor author)
    implements LearnerOwnedEvent {}
