package progression.changeprofile;

import progression.agency.Actor;
import progression.agency.Profile;
import progression.entry.Entry;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/**
 * Changes a learner's profile.
 *
 * @param change what is absent in it stays as it is
 */
public record ChangeProfile(LearnerId learner, EntryId id, Profile change, Actor author)
    implements Entry {

  @Override
  public Tag tag() {
    return Tag.entry("profile-change", learner, id);
  }
}
