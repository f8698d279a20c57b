package progression.consequence;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.curriculum.Succession;
import progression.event.Cause;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.Consequence;
import progression.event.EvidenceModerated;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceScored;
import progression.event.EvidenceSetAside;
import progression.event.LearnerEvent;
import progression.event.MasteryWithdrawn;
import progression.event.OverrideCleared;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.RevisionRequested;
import progression.event.VerdictChanged;
import progression.event.VerdictEvent;
import progression.event.VerdictOverridden;
import progression.kernel.Boundary.Criterion;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.mastery.Evidence;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/**
 * One learner's record as a decision sees it: what is in force, what the record claims of her, what
 * she showed of the competencies in question, and what was answered before. It belongs to one
 * decision and is changed in place.
 *
 * <p>The one place that says what follows from a change: a verdict becomes a claim or ends one,
 * that reaches the competencies it is a strict prerequisite of, then her goals and stages, then the
 * learner's place on her pathways. Every such event is part of the record as soon as it is decided.
 */
public final class LearnerRecord {

  /**
   * What people rule is rare, so it is read of the learner as a whole, beside what the record
   * claims of her; evidence is read for each competency that the decision touches.
   */
  private static final Set<Class<? extends ProgressionEvent>> CLAIMS_AND_RULINGS =
      Stream.concat(
              Standing.EVENTS.stream(),
              Stream.of(
                  EvidenceScored.class,
                  EvidenceRescored.class,
                  EvidenceModerated.class,
                  EvidenceRetracted.class,
                  EvidenceReinstated.class,
                  RevisionRequested.class,
                  VerdictOverridden.class,
                  OverrideCleared.class,
                  EvidenceSetAside.class))
          .collect(toUnmodifiableSet());

  private static final Set<Class<? extends ProgressionEvent>> EVIDENCE =
      Set.of(EvidenceRecorded.class);

  private final LearnerId learner;
  private final Set<Cause> asked;
  private final Standing standing;
  private final Map<CompetencyId, Shown> shown = new HashMap<>();
  private final Map<Cause, First> firsts = new HashMap<>();
  private final List<ProgressionEvent> decided = new ArrayList<>();
  private Curriculum curriculum;

  /** Something that was asked about, as it was first recorded, and what followed from it. */
  private record First(VerdictEvent event, long position, List<Consequence> consequences) {}

  /**
   * @param curriculum what the command was completed with
   * @param asked what may have been taken in before: {@link #first} and {@link #answer} know of
   *     these
   */
  public LearnerRecord(
      LearnerId learner, Curriculum curriculum, Collection<? extends Cause> asked) {
    this.learner = learner;
    this.standing = new Standing(learner);
    this.curriculum = curriculum;
    this.asked = Set.copyOf(asked);
  }

  /** The part of a boundary that covers decisions on these competencies and all that follows. */
  public static Set<Criterion<ProgressionEvent>> boundary(
      LearnerId learner, Curriculum curriculum, Collection<Found> competencies) {
    Set<Found> touched = new LinkedHashSet<>(competencies);
    competencies.forEach(found -> touched.addAll(curriculum.dependantsOf(found.competency())));
    Set<Criterion<ProgressionEvent>> criteria = new LinkedHashSet<>();
    criteria.add(new Criterion<>(Tag.learner(learner), CLAIMS_AND_RULINGS));
    for (Found found : touched) {
      criteria.add(new Criterion<>(Tag.learnerCompetency(learner, found.competency()), EVIDENCE));
      criteria.add(curriculum.inForce(found.framework()));
      for (CompetencyId before : curriculum.predecessorsOf(found.competency())) {
        criteria.add(new Criterion<>(Tag.learnerCompetency(learner, before), EVIDENCE));
      }
    }
    return criteria;
  }

  /** With one more event; the record itself is changed. */
  public LearnerRecord evolve(ProgressionEvent event, long position) {
    switch (event) {
      case ReferenceEvent of -> curriculum = curriculum.evolve(of, position);
      case LearnerEvent of -> happened(of, position);
    }
    return this;
  }

  public Curriculum curriculum() {
    return curriculum;
  }

  public Standing standing() {
    return standing;
  }

  /** A piece of evidence as it stands; none where the record does not have it. */
  public @Nullable Piece piece(CompetencyId competency, EvidenceId id) {
    return shownOf(competency).piece(id);
  }

  /** The evidence on a competency that is not retracted, as it was recorded. */
  public List<Evidence> evidence(CompetencyId competency) {
    return shownOf(competency).standing().stream().map(Piece::recorded).toList();
  }

  /** Whether a person vouches for a mastery. */
  public boolean isOverridden(CompetencyId competency) {
    return shownOf(competency).isOverridden();
  }

  /** Whether a ruling on a competency is in force: an override, or evidence that is set aside. */
  public boolean isRuled(CompetencyId competency) {
    return shownOf(competency).isRuled();
  }

  /** What this command has decided so far, to be recorded. */
  public List<ProgressionEvent> decided() {
    return decided;
  }

  /** The event that was asked about, of whatever learner; none where it never happened. */
  public @Nullable VerdictEvent first(Cause cause) {
    First first = firsts.get(cause);
    return first == null ? null : first.event();
  }

  /** What was told of it the first time; none where it never happened. */
  public @Nullable Answer answer(Cause cause) {
    First first = firsts.get(cause);
    return first == null ? null : answer(true, first);
  }

  /**
   * Takes in what happens to a competency, with the verdict that it leads to and all that follows.
   *
   * @param change makes the event of the verdict
   */
  public Answer decide(Found found, Instant at, Function<Verdict, ? extends VerdictEvent> change) {
    shownOf(found.competency()).evolve(change.apply(Shown.UNDECIDED));
    Finding finding = finding(found, at);
    VerdictEvent event = change.apply(finding.verdict());
    First first = new First(event, Decider.pending(decided.size()), new ArrayList<>());
    firsts.put(event.asCause(), first);
    decided.add(event);
    shownOf(found.competency()).tell(finding.verdict().status());
    settle(found, finding, finding.verdict().status(), event.asCause(), at);
    return answer(false, first);
  }

  /**
   * Looks at a competency again, for another reason than that something was shown of it, and takes
   * in all that follows.
   *
   * @return as if it were there before where nothing follows
   */
  public Answer reconsider(Found found, Cause cause, Instant at) {
    long position = Decider.pending(decided.size());
    Finding finding = finding(found, at);
    Status told = shownOf(found.competency()).told();
    if (told == null && !shown(found.competency()).standing().isEmpty()) {
      told = Status.NOT_STARTED;
    }
    List<Consequence> consequences = settle(found, finding, told, cause, at);
    return new Answer(
        consequences.isEmpty(), position, found.competency(), finding.verdict(), consequences);
  }

  private static Answer answer(boolean again, First first) {
    VerdictEvent event = first.event();
    return new Answer(
        again, first.position(), event.competency(), event.verdict(), first.consequences());
  }

  private void happened(LearnerEvent event, long position) {
    if (event instanceof VerdictEvent of && asked.contains(of.asCause())) {
      firsts.put(of.asCause(), new First(of, position, new ArrayList<>()));
    }
    if (!event.learner().equals(learner)) {
      return; // her evidence id is taken by somebody else
    }
    standing.evolve(event);
    if (event instanceof CompetencyEvent of) {
      shownOf(of.competency()).evolve(of);
    }
    First cause = event instanceof Consequence of ? firsts.get(of.cause()) : null;
    if (cause != null) {
      cause.consequences().add((Consequence) event);
    }
  }

  private Shown shownOf(CompetencyId competency) {
    return shown.computeIfAbsent(competency, none -> new Shown());
  }

  /**
   * Claims, then those of dependants, then goals, then stages and advancement.
   *
   * @param told what the record last said of the competency; none where nobody is to be told
   * @return all that follows
   */
  private List<Consequence> settle(
      Found found, Finding finding, @Nullable Status told, Cause cause, Instant at) {
    List<Consequence> all = new ArrayList<>();
    Set<FrameworkId> changed = new LinkedHashSet<>();
    if (settleOne(found, finding, told, cause, all)) {
      changed.add(found.framework());
    } else if (!(curriculum.successionOf(found.competency()) instanceof Succession.Succeeded)) {
      return all; // nothing hangs on evidence alone but what takes its competency's place
    }
    for (Found dependant : curriculum.dependantsOf(found.competency())) {
      Status before = shownOf(dependant.competency()).told();
      if (settleOne(dependant, finding(dependant, at), before, cause, all)) {
        changed.add(dependant.framework());
      }
    }
    standing.goalConsequences(cause).forEach(consequence -> follows(consequence, all));
    for (FrameworkId framework : changed) {
      standing
          .consequences(framework(framework), cause)
          .forEach(consequence -> follows(consequence, all));
    }
    return all;
  }

  /** Returns whether the record's claim changed. */
  private boolean settleOne(
      Found found, Finding finding, @Nullable Status told, Cause cause, List<Consequence> all) {
    Consequence change = change(found, finding, cause);
    if (change != null) {
      follows(change, all);
      return true;
    }
    if (told != null && told != finding.verdict().status()) {
      Framework framework = framework(found.framework());
      follows(
          new VerdictChanged(
              learner,
              found.competency(),
              framework.id(),
              framework.version(),
              finding.verdict(),
              cause),
          all);
    }
    return false;
  }

  private void follows(Consequence event, List<Consequence> all) {
    happened(event, Decider.pending(decided.size()));
    decided.add(event);
    all.add(event);
  }

  /** The change of the record's claim that a finding asks for, or none. */
  private @Nullable Consequence change(Found found, Finding finding, Cause cause) {
    CompetencyId competency = found.competency();
    Framework framework = framework(found.framework());
    Basis claimed = standing.basis(competency);
    if (finding.grounds() == null) {
      return null;
    }
    if (finding.basis() == null) {
      return claimed == null
          ? null
          : new MasteryWithdrawn(
              learner, competency, framework.id(), framework.version(), cause, finding.grounds());
    }
    boolean holds =
        claimed != null && (claimed != Basis.OVERRIDDEN || finding.basis() == Basis.OVERRIDDEN);
    return holds
        ? null
        : new CompetencyMastered(
            learner,
            competency,
            framework.id(),
            framework.version(),
            finding.basis(),
            cause,
            finding.grounds());
  }

  private Finding finding(Found found, Instant at) {
    return Rules.find(
        found.competency(),
        framework(found.framework()),
        curriculum,
        standing,
        shown(found.competency()),
        at);
  }

  /** With what she showed of the competencies whose place this one takes. */
  private Shown shown(CompetencyId competency) {
    return shownOf(competency)
        .after(curriculum.predecessorsOf(competency).stream().map(this::shownOf).toList());
  }

  private Framework framework(FrameworkId id) {
    Framework framework = curriculum.framework(id);
    if (framework == null) {
      throw new IllegalStateException("decided in a framework that is not published: " + id);
    }
    return framework;
  }
}
