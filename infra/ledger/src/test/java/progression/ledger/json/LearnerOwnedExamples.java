package progression.ledger.json;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.agency.Links;
import progression.agency.Profile;
import progression.agency.Profile.GoalOrientation;
import progression.agency.Profile.Preferences;
import progression.agency.Role;
import progression.agency.Subject;
import progression.event.Cause;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.ChoiceMade;
import progression.event.FeedbackGiven;
import progression.event.FeedbackRequested;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.PortfolioCurated;
import progression.event.ProfileChanged;
import progression.event.ProgressionEvent;
import progression.event.ReflectionWritten;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.mastery.Evidence;
import progression.pathway.Requirement;
import progression.roster.Description;

/** An example of each event of the roster, of goals and of the learner's own record. */
final class LearnerOwnedExamples {

  private static final LearnerId LEARNER = new LearnerId("S-1001");
  private static final CompetencyId RATIOS =
      new CompetencyId("6d2f5c1e-0000-4000-8000-000000000001");
  private static final EvidenceId ATTEMPT = new EvidenceId("lms:attempt-9");
  private static final PathwayId PATHWAY = new PathwayId("math-6");
  private static final EntryId GOAL = new EntryId("g-1");
  private static final Actor HERSELF = new Actor(Role.LEARNER, "S-1001");
  private static final Actor TEACHER = new Actor(Role.TEACHER, "T-7");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Goal DEFINITION =
      new Goal(
          "Explain ratios to a friend",
          Goal.Horizon.SHORT,
          List.of(RATIOS),
          new Goal.StageAim(PATHWAY, 1, "ratios", new Requirement.Mastered(RATIOS)),
          "She explains two of them without notes.",
          LocalDate.parse("2026-06-30"));

  private LearnerOwnedExamples() {}

  static Stream<ProgressionEvent> events() {
    return Stream.of(
        new LearnerEnrolled(LEARNER),
        new LearnerDescribed(
            LEARNER, new Description("6", Map.of("english-learner", "yes", "lunch", "free"))),
        new RelationshipStarted(LEARNER, TEACHER),
        new RelationshipEnded(LEARNER, TEACHER),
        new GroupMembershipStarted(LEARNER, new GroupId("class-6b")),
        new GroupMembershipEnded(LEARNER, new GroupId("class-6b")),
        new GoalSet(LEARNER, GOAL, DEFINITION, HERSELF),
        new GoalRevised(LEARNER, GOAL, DEFINITION, "more time is needed", TEACHER, null),
        new GoalAchieved(LEARNER, GOAL, List.of(RATIOS), new Cause.ByEvidence(ATTEMPT)),
        new GoalAbandoned(LEARNER, GOAL, "another goal matters more", HERSELF, null),
        new GoalReopened(
            LEARNER,
            GOAL,
            List.of(RATIOS),
            new Cause.ByGoal(GOAL),
            "it matters again",
            HERSELF,
            null),
        new ProfileChanged(
            LEARNER,
            new EntryId("p-1"),
            new Profile(
                List.of("asks good questions"),
                List.of("time to think"),
                List.of("astronomy"),
                List.of("wants to build a telescope"),
                GoalOrientation.MASTERY_APPROACH,
                new Preferences("steady", "group work", "es-MX", List.of("large print"))),
            HERSELF),
        new FeedbackRequested(
            LEARNER,
            new EntryId("q-1"),
            new Subject(null, ATTEMPT),
            TEACHER,
            "Is my second step right?",
            HERSELF),
        new FeedbackGiven(
            LEARNER,
            new EntryId("f-1"),
            new Subject(null, ATTEMPT),
            "You set the ratio up well.",
            List.of("Try one with three parts."),
            new EntryId("q-1"),
            NOON,
            TEACHER),
        new ReflectionWritten(
            LEARNER,
            new EntryId("r-1"),
            "What was hard?",
            "To see which part is the whole.",
            new Links(List.of(RATIOS), List.of(ATTEMPT), List.of(GOAL)),
            HERSELF),
        new CheckInScheduled(
            LEARNER,
            new EntryId("c-1"),
            NOON,
            TEACHER,
            "the goal on ratios",
            new Links(List.of(), List.of(), List.of(GOAL)),
            HERSELF),
        new CheckInConcluded(
            LEARNER,
            new EntryId("c-1"),
            CheckInConcluded.Result.HELD,
            "She will try three parts.",
            TEACHER),
        new ChoiceMade(LEARNER, new EntryId("x-1"), PATHWAY, 1, "ratios", List.of(RATIOS), HERSELF),
        new PortfolioCurated(
            LEARNER,
            new EntryId("s-1"),
            ATTEMPT,
            RATIOS,
            "T-7",
            "museum",
            List.of("S-1002"),
            List.of(new Evidence.Artifact(URI.create("https://example.org/essay"), "essay")),
            true,
            "the one I am proud of",
            HERSELF));
  }
}
