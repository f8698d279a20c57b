package progression.agency;

import static java.util.Collections.unmodifiableSet;
import static java.util.Locale.ROOT;

import java.util.EnumSet;
import java.util.Set;

/** As what somebody acts. */
public enum Role {
  /** The learner herself. */
  LEARNER,
  TEACHER,
  MENTOR,
  GUARDIAN,
  PEER,
  EXPERT,
  /** The district's staff, who act for the district. */
  STAFF,
  /** A program of the district, acting for nobody in particular. */
  DISTRICT;

  /** Those in which a person acts. */
  public static final Set<Role> OF_PERSONS =
      unmodifiableSet(EnumSet.complementOf(EnumSet.of(DISTRICT)));

  /** Those in which somebody acts for the district and not for a learner. */
  public static final Set<Role> OF_THE_DISTRICT = unmodifiableSet(EnumSet.of(STAFF, DISTRICT));

  /** Those that somebody has for a learner as long as a relationship says so. */
  public static final Set<Role> BY_RELATIONSHIP =
      unmodifiableSet(EnumSet.of(TEACHER, MENTOR, GUARDIAN, PEER, EXPERT));

  /** Those who judge what a learner can do. */
  public static final Set<Role> ASSESSORS = unmodifiableSet(EnumSet.of(TEACHER, MENTOR, EXPERT));

  /** The learner and those who care for her. */
  public static final Set<Role> CLOSE =
      unmodifiableSet(EnumSet.of(LEARNER, TEACHER, MENTOR, GUARDIAN));

  /** As clients write it. */
  public String word() {
    return name().toLowerCase(ROOT);
  }
}
