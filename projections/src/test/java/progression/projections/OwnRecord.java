package progression.projections;

import static progression.projections.Story.MATH_6;
import static progression.projections.Story.RATES;
import static progression.projections.Story.RATIOS;
import static progression.projections.Story.at;
import static progression.projections.Story.evidenceId;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.agency.Links;
import progression.agency.Profile;
import progression.agency.Role;
import progression.agency.Subject;
import progression.event.Cause;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.ChoiceMade;
import progression.event.FeedbackGiven;
import progression.event.FeedbackRequested;
import progression.event.GoalAchieved;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerEvent;
import progression.event.PortfolioCurated;
import progression.event.ProfileChanged;
import progression.event.ReflectionWritten;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.mastery.Evidence.Artifact;

/** What a learner of the {@link Story} and those around her would leave in her record. */
public final class OwnRecord {

  public static final Actor TEACHER = new Actor(Role.TEACHER, "T-7");

  private OwnRecord() {}

  /** A teacher, a mentor who left, a group, and all that can be said. */
  public static List<LearnerEvent> of(String learner) {
    LearnerId id = new LearnerId(learner);
    Actor herself = new Actor(Role.LEARNER, learner);
    Actor mentor = new Actor(Role.MENTOR, "M-1");
    EvidenceId work = evidenceId(learner, RATIOS, 1);
    Links nothing = new Links(List.of(), List.of(), List.of());
    return List.of(
        new RelationshipStarted(id, TEACHER),
        new RelationshipStarted(id, mentor),
        new RelationshipEnded(id, mentor),
        new GroupMembershipStarted(id, new GroupId("class-6b")),
        profile(id, herself, "1", List.of("asks"), List.of("stars")),
        profile(id, herself, "2", null, List.of("planets")),
        new PortfolioCurated(
            id,
            new EntryId("1"),
            work,
            RATIOS,
            "T-7",
            "museum",
            List.of("S-2"),
            List.of(new Artifact(URI.create("https://example.org/essay"), "essay")),
            true,
            "my best",
            herself),
        new FeedbackRequested(
            id, new EntryId("q-1"), new Subject(null, work), TEACHER, "is it right?", herself),
        new FeedbackGiven(
            id,
            new EntryId("f-1"),
            new Subject(null, work),
            "well done",
            List.of("try three parts"),
            new EntryId("q-1"),
            at(1),
            TEACHER),
        new FeedbackGiven(
            id,
            new EntryId("f-2"),
            new Subject(RATES, null),
            "go on",
            List.of(),
            null,
            null,
            TEACHER),
        new ReflectionWritten(
            id,
            new EntryId("r-1"),
            "What was hard?",
            "the whole",
            new Links(List.of(RATIOS), List.of(work), List.of()),
            herself),
        new CheckInScheduled(id, new EntryId("c-1"), at(9), TEACHER, null, nothing, herself),
        new CheckInScheduled(id, new EntryId("c-2"), at(16), TEACHER, null, nothing, herself),
        new CheckInConcluded(
            id, new EntryId("c-1"), CheckInConcluded.Result.HELD, "went well", TEACHER),
        new ChoiceMade(id, new EntryId("x-1"), MATH_6, 1, "rates", List.of(RATES), herself));
  }

  /** A goal on both competencies, achieved, opened again, and then revised. */
  public static List<LearnerEvent> goal(String learner) {
    LearnerId id = new LearnerId(learner);
    EntryId goal = new EntryId("g-1");
    Cause cause = new Cause.ByEvidence(evidenceId(learner, RATIOS, 3));
    return List.of(
        new GoalSet(id, goal, terms("master both"), TEACHER),
        new GoalAchieved(id, goal, List.of(RATIOS, RATES), cause),
        new GoalReopened(id, goal, List.of(RATES), cause, null, null, null),
        new GoalRevised(id, goal, terms("master both by summer"), null, TEACHER, null));
  }

  private static Goal terms(String statement) {
    return new Goal(
        statement,
        Goal.Horizon.LONG,
        List.of(RATIOS, RATES),
        null,
        null,
        LocalDate.of(2030, 6, 30));
  }

  private static ProfileChanged profile(
      LearnerId learner,
      Actor author,
      String id,
      @Nullable List<String> strengths,
      List<String> interests) {
    Profile change = new Profile(strengths, null, interests, null, null, null);
    return new ProfileChanged(learner, new EntryId(id), change, author);
  }
}
