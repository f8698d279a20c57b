package progression.roster;

import progression.agency.Actor;
import progression.agency.Role;
import progression.event.LearnerEnrolled;
import progression.event.ProgressionEvent;
import progression.event.RelationshipStarted;
import progression.recordevidence.School;

/** Those around the learner of the {@link School}. */
public final class People {

  public static final Actor HERSELF = new Actor(Role.LEARNER, School.LEARNER.value());
  public static final Actor TEACHER = new Actor(Role.TEACHER, "T-7");
  public static final Actor MENTOR = new Actor(Role.MENTOR, "M-1");
  public static final Actor GUARDIAN = new Actor(Role.GUARDIAN, "G-1");
  public static final Actor PEER = new Actor(Role.PEER, "S-2");
  public static final Actor STRANGER = new Actor(Role.TEACHER, "T-8");
  public static final Actor STAFF = new Actor(Role.STAFF, "A-1");
  public static final Actor DISTRICT = new Actor(Role.DISTRICT, "district-sis");

  private People() {}

  /** The learner is enrolled, and all but the stranger are hers. */
  public static ProgressionEvent[] enrolled() {
    return new ProgressionEvent[] {
      new LearnerEnrolled(School.LEARNER),
      new RelationshipStarted(School.LEARNER, TEACHER),
      new RelationshipStarted(School.LEARNER, MENTOR),
      new RelationshipStarted(School.LEARNER, GUARDIAN),
      new RelationshipStarted(School.LEARNER, PEER)
    };
  }
}
