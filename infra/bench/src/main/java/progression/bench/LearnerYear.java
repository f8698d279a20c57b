package progression.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import progression.agency.Actor;
import progression.agency.Goal;
import progression.agency.Profile;
import progression.agency.Role;
import progression.changemembership.ChangeMembership;
import progression.changeprofile.ChangeProfile;
import progression.changerelationship.ChangeRelationship;
import progression.concludecheckin.ConcludeCheckIn;
import progression.correctevidence.CorrectEvidence;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.curateportfolio.CuratePortfolio;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.enrolllearner.EnrollLearner;
import progression.entry.About;
import progression.entry.Linked;
import progression.event.CheckInConcluded;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import progression.event.Ruling;
import progression.givefeedback.GiveFeedback;
import progression.goal.Aim;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.GroupId;
import progression.kernel.LearnerId;
import progression.kernel.RulingId;
import progression.kernel.Tag;
import progression.ledger.command.UseCase;
import progression.ledger.command.UseCases;
import progression.makechoice.MakeChoice;
import progression.mastery.Evidence;
import progression.mastery.Score;
import progression.recordevidence.RecordEvidence;
import progression.recordevidence.RecordEvidence.Submission;
import progression.requestfeedback.RequestFeedback;
import progression.roster.Description;
import progression.roster.Status;
import progression.rulecompetency.RuleCompetency;
import progression.schedulecheckin.ScheduleCheckIn;
import progression.setgoal.SetGoal;
import progression.writereflection.WriteReflection;

/**
 * A learner's school year, as the product's own deciders leave it: some 87 events in 36 weeks.
 *
 * <p>A piece of evidence a week is the least that a grade book brings, and still the most of all
 * (41 %); three events in ten only follow from it, as three pieces show a mastery and two masteries
 * complete a stage of nine weeks; what people say comes once in half a year, and one learner in ten
 * is corrected.
 */
final class LearnerYear {

  static final int WEEKS = 36;

  private static final int HALF = WEEKS / 2;
  private static final int WEEKS_OF_STAGE = WEEKS / SchoolYear.STAGES;
  private static final Instant START = Instant.parse("2025-09-01T10:00:00Z");
  private static final Actor DISTRICT = new Actor(Role.DISTRICT, "district-sis");
  private static final Actor GUARDIAN = new Actor(Role.GUARDIAN, "P-1");
  private static final List<BigDecimal> SCORES =
      List.of(new BigDecimal("0.55"), new BigDecimal("0.92"), new BigDecimal("0.95"));

  private final int number;
  private final Curriculum curriculum;
  private final LearnerId id;
  private final Actor her;
  private final Actor teacher;
  private final List<Recorded> record = new ArrayList<>();
  private List<List<ProgressionEvent>> decided = new ArrayList<>();

  LearnerYear(int number, Curriculum curriculum) {
    this.number = number;
    this.curriculum = curriculum;
    this.id = new LearnerId("S-" + number);
    this.her = new Actor(Role.LEARNER, id.value());
    this.teacher = new Actor(Role.TEACHER, "T-" + number / 100);
  }

  /** What happens in a week, counted from 0; returns the events of each command. */
  List<List<ProgressionEvent>> week(int week) {
    decided = new ArrayList<>();
    if (week == 0) {
      begin();
    }
    evidence(week);
    switch (week % HALF) {
      case 0 -> decide(UseCases.SET_GOAL, goal(week));
      case 1 -> decide(UseCases.MAKE_CHOICE, choice(week));
      case 2 -> override(week);
      case 3 -> decide(UseCases.REQUEST_FEEDBACK, request(week));
      case 4 -> decide(UseCases.GIVE_FEEDBACK, answer(week));
      case 6 -> decide(UseCases.SCHEDULE_CHECK_IN, checkIn(week));
      case 8 -> decide(UseCases.CONCLUDE_CHECK_IN, held(week));
      case 10 -> decide(UseCases.WRITE_REFLECTION, reflection(week));
      case 12 -> decide(UseCases.GIVE_FEEDBACK, feedback(week));
      case 14 -> decide(UseCases.CURATE_PORTFOLIO, shown(week));
      case 16 -> retract(week);
      default -> {
        // evidence alone
      }
    }
    return decided;
  }

  private void begin() {
    decide(
        UseCases.ENROLL_LEARNER,
        new EnrollLearner(
            id,
            List.of(SchoolYear.PATHWAY),
            new Description("6", Map.of("english-learner", number % 5 == 0 ? "yes" : "no")),
            DISTRICT,
            START,
            curriculum));
    decide(
        UseCases.CHANGE_MEMBERSHIP,
        new ChangeMembership(id, new GroupId("G-" + number / 25), Status.CURRENT, DISTRICT));
    decide(
        UseCases.CHANGE_RELATIONSHIP,
        new ChangeRelationship(id, teacher, Status.CURRENT, DISTRICT));
    decide(
        UseCases.CHANGE_RELATIONSHIP,
        new ChangeRelationship(id, GUARDIAN, Status.CURRENT, DISTRICT));
    decide(
        UseCases.CHANGE_PROFILE,
        new ChangeProfile(
            id,
            entry(0),
            new Profile(List.of("drawing"), null, List.of("music"), null, null, null),
            her));
  }

  /** The three competencies of a stage in turn. */
  private void evidence(int week) {
    Submission submission =
        new Submission(
            piece(week),
            found(week).competency().value(),
            null,
            Evidence.Kind.ASSESSMENT,
            new Score.Scaled(SCORES.get(week % WEEKS_OF_STAGE / SchoolYear.OF_STAGE)),
            teacher.id(),
            "classroom",
            List.of(),
            List.of(),
            at(week),
            null);
    decide(
        UseCases.RECORD_EVIDENCE,
        RecordEvidence.of(id, List.of(submission), DISTRICT, at(week), curriculum));
  }

  private SetGoal goal(int week) {
    Aim aim =
        new Aim(
            "I can explain ratios to somebody else.",
            Goal.Horizon.SHORT,
            List.of(found(week), found(week + 1)),
            null,
            null,
            null);
    return new SetGoal(id, entry(week), aim, her, curriculum);
  }

  private MakeChoice choice(int week) {
    return MakeChoice.of(
        id,
        entry(week),
        SchoolYear.PATHWAY,
        SchoolYear.stage(week / WEEKS_OF_STAGE),
        List.of(found(week).competency().value()),
        her,
        at(week),
        curriculum);
  }

  private RequestFeedback request(int week) {
    return new RequestFeedback(
        id, entry(week), new About(null, piece(week)), teacher, "What should I try next?", her);
  }

  private GiveFeedback answer(int week) {
    return new GiveFeedback(
        id,
        entry(week),
        new About(null, piece(week - 1)),
        "The table is right; say in words what it shows.",
        List.of("Draw the double number line."),
        entry(week - 1),
        teacher);
  }

  private GiveFeedback feedback(int week) {
    return new GiveFeedback(
        id,
        entry(week),
        new About(found(week), null),
        "You compare rates well by now.",
        List.of(),
        null,
        teacher);
  }

  private ScheduleCheckIn checkIn(int week) {
    return new ScheduleCheckIn(
        id, entry(week), at(week + 2), teacher, "How it goes", linked(week), teacher);
  }

  private ConcludeCheckIn held(int week) {
    return new ConcludeCheckIn(id, entry(week - 2), CheckInConcluded.Result.HELD, null, teacher);
  }

  private WriteReflection reflection(int week) {
    return new WriteReflection(
        id, entry(week), null, "I found my mistake by drawing it.", linked(week), her);
  }

  private CuratePortfolio shown(int week) {
    return new CuratePortfolio(id, entry(week), piece(week), true, "My best work so far.", her);
  }

  /** Of one learner in twenty what has just shown a mastery does not count. */
  private void retract(int week) {
    if (number % 20 == 0) {
      decide(
          UseCases.CORRECT_EVIDENCE,
          new CorrectEvidence(
              id,
              found(week - 1),
              piece(week - 1),
              ruling(week),
              new Correction.Retracted(),
              teacher,
              at(week),
              curriculum));
    }
  }

  /** For another one somebody vouches before the evidence does. */
  private void override(int week) {
    if (number % 20 == 10) {
      decide(
          UseCases.RULE_COMPETENCY,
          new RuleCompetency(
              id,
              found(week),
              ruling(week),
              RuleCompetency.Effect.OVERRIDE,
              teacher,
              at(week),
              curriculum));
    }
  }

  private Ruling ruling(int week) {
    return new Ruling(new RulingId("week-" + week), teacher.id(), "I saw her work.");
  }

  /** A ledger in a list: it hands a decider just the events of its boundary. */
  private <C, S, O> void decide(UseCase<C, S, O> useCase, C command) {
    Decider<C, S, ProgressionEvent, O> decider = useCase.decider();
    Boundary<ProgressionEvent> boundary = decider.boundary(command);
    S state = decider.initial(command);
    for (int position = 0; position < record.size(); position++) {
      Recorded recorded = record.get(position);
      if (recorded.isIn(boundary)) {
        state = decider.evolve(state, recorded.event, position);
      }
    }
    if (!(decider.decide(command, state) instanceof Decision.Accepted<ProgressionEvent, O> accepted)
        || accepted.events().isEmpty()) {
      throw new IllegalStateException("nothing came of " + command);
    }
    accepted.events().forEach(event -> record.add(new Recorded(event, EventCatalog.tags(event))));
    decided.add(accepted.events());
  }

  private record Recorded(ProgressionEvent event, Set<Tag> tags) {
    boolean isIn(Boundary<ProgressionEvent> boundary) {
      return boundary.anyOf().stream()
          .anyMatch(criterion ->
              criterion.types().contains(event.getClass()) && tags.contains(criterion.tag()));
    }
  }

  private static Found found(int week) {
    return SchoolYear.found(week / WEEKS_OF_STAGE, week % SchoolYear.OF_STAGE);
  }

  private static Linked linked(int week) {
    return new Linked(List.of(found(week)), List.of(), List.of());
  }

  private EvidenceId piece(int week) {
    return new EvidenceId("lms:%d-%d".formatted(number, week));
  }

  private static EntryId entry(int week) {
    return new EntryId("week-" + week);
  }

  private static Instant at(int week) {
    return START.plus(Duration.ofDays(7L * week));
  }
}
