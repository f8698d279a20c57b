package progression.api.changeprofile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Profile;
import progression.agency.Profile.GoalOrientation;
import progression.agency.Profile.Preferences;
import progression.api.intake.Fields;

/** Reads profiles as callers write them. */
final class ProfileJson {

  private ProfileJson() {}

  /** Reads a change: an absent list stays as it was, an empty one is emptied. */
  static Profile read(Fields profile) {
    return new Profile(
        texts(profile, "strengths"),
        texts(profile, "needs"),
        texts(profile, "interests"),
        texts(profile, "motivations"),
        profile.has("goalOrientation")
            ? profile.word("goalOrientation", GoalOrientation.class)
            : null,
        preferences(profile.optionalObject("preferences")));
  }

  private static @Nullable Preferences preferences(@Nullable Fields preferences) {
    if (preferences == null) {
      return null;
    }
    Preferences read =
        new Preferences(
            preferences.optionalText("pace"),
            preferences.optionalText("setting"),
            preferences.optionalText("language"),
            preferences.texts("accommodations"));
    preferences.nothingElse();
    return read;
  }

  private static @Nullable List<String> texts(Fields profile, String field) {
    return profile.has(field) ? profile.texts(field) : null;
  }
}
