package progression.consequence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.InForce;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.Consequence;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceSetAside;
import progression.event.GoalAbandoned;
import progression.event.GoalAchieved;
import progression.event.GoalEvent;
import progression.event.GoalReopened;
import progression.event.GoalRevised;
import progression.event.GoalSet;
import progression.event.LearnerAdvanced;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.LevelReached;
import progression.event.LevelWithdrawn;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.PathwayContinued;
import progression.event.PathwayStarted;
import progression.event.ProgressionEvent;
import progression.event.RosterEvent;
import progression.event.StageCompleted;
import progression.event.StagePlacedUnderReview;
import progression.event.VerdictChanged;
import progression.event.VerdictOverridden;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.Tag;
import progression.pathway.Journey;
import progression.pathway.Journey.Leg;
import progression.pathway.Journey.Step;
import progression.pathway.Pathway;
import progression.pathway.Requirement.Mastered;

/**
 * What the record claims of a learner: that she is enrolled, what she has mastered, and where she
 * stands on her pathways. It belongs to one decision and is changed in place.
 */
public final class Standing {

  /** The events that it is folded from; of evidence itself it needs nothing. */
  static final Set<Class<? extends ProgressionEvent>> EVENTS =
      Set.of(
          LearnerEnrolled.class,
          PathwayStarted.class,
          PathwayContinued.class,
          CompetencyMastered.class,
          MasteryWithdrawn.class,
          VerdictChanged.class,
          LevelReached.class,
          LevelWithdrawn.class,
          VerdictOverridden.class,
          OverrideCleared.class,
          EvidenceSetAside.class,
          StageCompleted.class,
          StagePlacedUnderReview.class,
          LearnerAdvanced.class,
          GoalSet.class,
          GoalRevised.class,
          GoalAchieved.class,
          GoalAbandoned.class,
          GoalReopened.class);

  private final LearnerId learner;
  private final Map<CompetencyId, Basis> mastered = new HashMap<>();
  private final Set<CompetencyId> withdrawn = new HashSet<>();
  private final Set<CompetencyId> vouchedFor = new HashSet<>();
  private final Map<CompetencyId, SortedMap<BigDecimal, Under>> levels = new HashMap<>();
  private final Journey journey = new Journey();
  private final Goals goals = new Goals();
  private boolean enrolled;

  public Standing(LearnerId learner) {
    this.learner = learner;
  }

  /** The part of a boundary that covers it. */
  public static Boundary.Criterion<ProgressionEvent> boundary(LearnerId learner) {
    return new Boundary.Criterion<>(Tag.learner(learner), EVENTS);
  }

  public void evolve(LearnerEvent event) {
    switch (event) {
      case LearnerEnrolled ignored -> enrolled = true;
      case PathwayStarted e -> journey.follows(e.pathway(), e.pathwayVersion());
      case PathwayContinued e -> journey.follows(e.pathway(), e.pathwayVersion());
      case CompetencyMastered e -> mastered.put(e.competency(), e.basis());
      case MasteryWithdrawn e -> {
        if (mastered.remove(e.competency()) != Basis.OVERRIDDEN) {
          withdrawn.add(e.competency());
        }
      }
      case StageCompleted e -> journey.completed(e.pathway(), e.stage());
      case StagePlacedUnderReview e -> journey.reviewed(e.pathway(), e.stage());
      case LearnerAdvanced e -> journey.advanced(e.pathway(), e.from());
      case VerdictOverridden e -> vouchedFor.add(e.competency());
      case OverrideCleared e -> vouchedFor.remove(e.competency());
      case EvidenceSetAside e -> {
        vouchedFor.remove(e.competency());
        withdrawn.add(e.competency());
      }
      case EvidenceRecorded ignored -> {
        // what it claims, if anything, is told by the events behind it
      }
      case EvidenceCorrected ignored -> {
        // nor does a correction claim anything itself
      }
      case GoalEvent e -> goals.evolve(e);
      case RosterEvent ignored -> {
        // who else is there claims nothing of her
      }
      case LearnerOwnedEvent ignored -> {
        // nor does what people say
      }
      // nor does a verdict; but to evaluate again is to claim under another version
      case VerdictChanged e -> claimed(e.competency()).replaceAll((level, under) -> under.after(e));
      case LevelReached e -> {
        PolicyId policy = requireNonNull(e.grounds().policy(), "no person vouches for one level");
        claimed(e.competency()).put(e.level(), new Under(policy, e.grounds().policyVersion()));
      }
      case LevelWithdrawn e -> claimed(e.competency()).remove(e.level());
    }
  }

  public boolean isEnrolled() {
    return enrolled;
  }

  public boolean hasMastered(CompetencyId competency) {
    return mastered.containsKey(competency);
  }

  /** What the record's claim of mastery rests on; none where it claims none. */
  public @Nullable Basis basis(CompetencyId competency) {
    return mastered.get(competency);
  }

  /**
   * Whether the record ever withdrew a mastery of it, whatever it claims now; one that a person
   * vouched for and then no longer did is none.
   */
  public boolean wasWithdrawn(CompetencyId competency) {
    return withdrawn.contains(competency);
  }

  public boolean isOn(PathwayId pathway) {
    return version(pathway).isPresent();
  }

  /** The version of a pathway that she is on. */
  public Optional<Integer> version(PathwayId pathway) {
    return journey.version(pathway);
  }

  /** A pathway in the version that she is on; none where she is on none. */
  public @Nullable Pathway pathway(PathwayId pathway, Curriculum curriculum) {
    return version(pathway)
        .flatMap(on -> curriculum.ownerOf(pathway).map(framework -> framework.pathway(pathway, on)))
        .orElse(null);
  }

  /** Whether the record claims what a requirement asks for. */
  public boolean meets(Mastered asked) {
    CompetencyId competency = asked.competency();
    return hasMastered(competency)
        && (asked.level() == null
            || isVouchedFor(competency)
            || claimed(competency).containsKey(asked.level()));
  }

  /** Whether an override is in force, which stands for every level. */
  boolean isVouchedFor(CompetencyId competency) {
    return vouchedFor.contains(competency);
  }

  /** The levels that the record claims of a competency, and what each claim rests on. */
  SortedMap<BigDecimal, Under> claimed(CompetencyId competency) {
    return levels.computeIfAbsent(competency, none -> new TreeMap<>());
  }

  /** The levels of a competency that her goals and a framework's pathways ask of her, by size. */
  public SortedSet<BigDecimal> asked(Framework framework, CompetencyId competency) {
    return Stream.concat(
            journey.legs().stream()
                .map(leg -> framework.pathway(leg.pathway(), leg.version()))
                .filter(Objects::nonNull)
                .flatMap(Pathway::asked),
            goals.asked())
        .filter(one -> one.level() != null && one.competency().equals(competency))
        .map(Mastered::level)
        .collect(toCollection(TreeSet::new));
  }

  /** Everything that she has mastered. */
  public Set<CompetencyId> mastered() {
    return Set.copyOf(mastered.keySet());
  }

  /** A goal as it stands; none where it was never set. */
  public @Nullable Pursuit goal(EntryId goal) {
    return goals.find(goal);
  }

  /**
   * The events on one framework's pathways that follow from what is mastered now. They are not yet
   * part of this standing.
   *
   * @param framework as in force: it knows every version that a learner can be on
   * @param cause what led here
   */
  public List<Consequence> consequences(Framework framework, Cause cause) {
    List<Consequence> events = new ArrayList<>();
    for (Leg leg : journey.legs()) {
      Pathway pathway = framework.pathway(leg.pathway(), leg.version());
      if (pathway != null) {
        for (Step step : journey.steps(leg.pathway(), pathway, this::meets)) {
          events.add(event(framework, leg, step, cause));
        }
      }
    }
    return events;
  }

  /** That she goes on in the version of a pathway that is in force; none where she is on it. */
  Optional<PathwayContinued> continued(PathwayId pathway, InForce<Pathway> inForce) {
    return version(pathway)
        .filter(on -> on < inForce.version())
        .map(on -> {
          Pathway.Stage stage = journey.stage(pathway, inForce.definition());
          return new PathwayContinued(
              learner,
              pathway,
              inForce.version(),
              stage == null ? null : stage.id(),
              new Cause.ByPathway(pathway, inForce.version()));
        });
  }

  /** The events on her goals that follow from what is mastered now, as {@link #consequences}. */
  public List<Consequence> goalConsequences(Cause cause) {
    return goals.consequences(learner, this::meets, cause);
  }

  private Consequence event(Framework framework, Leg leg, Step step, Cause cause) {
    return switch (step) {
      case Step.Completed completed ->
          new StageCompleted(
              learner,
              leg.pathway(),
              leg.version(),
              framework.id(),
              framework.version(),
              completed.stage().id(),
              competencies(completed.stage(), true),
              cause);
      case Step.Reviewed reviewed ->
          new StagePlacedUnderReview(
              learner,
              leg.pathway(),
              leg.version(),
              framework.id(),
              framework.version(),
              reviewed.stage().id(),
              competencies(reviewed.stage(), false),
              cause);
      case Step.Advanced advanced ->
          new LearnerAdvanced(
              learner,
              leg.pathway(),
              leg.version(),
              framework.id(),
              framework.version(),
              advanced.from().id(),
              advanced.to() == null ? null : advanced.to().id(),
              cause);
    };
  }

  private List<CompetencyId> competencies(Pathway.Stage stage, boolean thatAreMet) {
    return stage
        .requirement()
        .asked()
        .filter(one -> meets(one) == thatAreMet)
        .map(Mastered::competency)
        .distinct()
        .toList();
  }
}
