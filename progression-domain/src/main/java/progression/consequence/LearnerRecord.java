package progression.consequence;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution.Found;
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
import progression.mastery.Advice;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
import progression.mastery.SkillTally;
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
      Framework framework = curriculum.framework(found.framework());
      Set<CompetencyId> read = new LinkedHashSet<>(Set.of(found.competency()));
      if (framework != null) {
        read.addAll(framework.evidenceFor(found.competency()));
      }
      List.copyOf(read).forEach(one -> read.addAll(curriculum.predecessorsOf(one)));
      read.forEach(
          one -> criteria.add(new Criterion<>(Tag.learnerCompetency(learner, one), EVIDENCE)));
      criteria.add(curriculum.inForce(found.framework()));
    }
    return criteria;
  }

  /** The part of a boundary that covers decisions on her whole history. */
  public static Set<Criterion<ProgressionEvent>> boundary(
      LearnerId learner, Curriculum curriculum) {
    Set<Criterion<ProgressionEvent>> criteria = new LinkedHashSet<>();
    criteria.add(new Criterion<>(Tag.learner(learner), CLAIMS_AND_RULINGS));
    criteria.add(new Criterion<>(Tag.learner(learner), EVIDENCE));
    curriculum.frameworks().keySet().forEach(id -> criteria.add(curriculum.inForce(id)));
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
    shownOf(found.competency()).tell(finding.verdict());
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

  /**
   * Evaluates again, by the policies in force, whatever a policy decides or claims now. A mastery
   * that holds is from then on claimed under the version in force. Where nothing changes, nothing
   * is decided; so a second time decides nothing.
   *
   * @return the verdicts that changed, in the order in which they were decided
   */
  public List<Revision> evaluateAgain(Framework framework, NamedPolicy policy, Instant at) {
    return new Reevaluation(this, framework, policy, at).run();
  }

  /** Why the verdict on a competency is what it is; decides nothing. */
  public Account account(Found found, Instant at) {
    CompetencyId competency = found.competency();
    Framework framework = framework(found);
    Finding finding = finding(found, at);
    Grounds grounds = finding.grounds();
    NamedPolicy policy =
        grounds == null ? null : framework.policy(grounds.policy(), grounds.policyVersion());
    Set<CompetencyId> read = read(competency, policy);
    List<Evidence> evidence = evidence(read, policy);
    Set<CompetencyId> overridden = overridden(read);
    Status told = shownOf(competency).told();
    return new Account(
        told == null ? Status.NOT_STARTED : told,
        standing.basis(competency),
        finding.verdict(),
        policy,
        policy == null
            ? null
            : Mastery.assess(policy.definition(), evidence, overridden, at)
                .leavingOut(leftOut(read)),
        evidence,
        framework.prerequisitesOf(competency).stream()
            .sorted(Comparator.comparing(CompetencyId::value))
            .map(before -> new Account.Prerequisite(before, standing.hasMastered(before)))
            .toList(),
        policy == null ? List.of() : Advice.of(policy.definition(), evidence, at),
        policy == null || policy.definition().method().reads().findAny().isEmpty()
            ? null
            : SkillTally.of(policy.definition(), evidence, overridden, null, at));
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

  Shown shownOf(CompetencyId competency) {
    return shown.computeIfAbsent(competency, none -> new Shown());
  }

  /** The competencies of which anything is known. */
  Set<CompetencyId> known() {
    return Set.copyOf(shown.keySet());
  }

  void follows(Consequence event) {
    happened(event, Decider.pending(decided.size()));
    decided.add(event);
  }

  /**
   * Claims, then those of dependants, then goals, then stages and advancement.
   *
   * @param told what the record last said of the competency; none where nobody is to be told
   * @return all that follows
   */
  private List<Consequence> settle(
      Found found, Finding finding, @Nullable Status told, Cause cause, Instant at) {
    int before = decided.size();
    Set<Found> moved = new LinkedHashSet<>();
    Consequence change = change(found, finding, cause);
    if (change != null) {
      follows(change);
      moved.add(found);
    } else if (told != null && told != finding.verdict().status()) {
      follows(changed(found, finding, cause));
    }
    for (Found dependant : curriculum.dependantsOf(found.competency())) {
      if (settleDependant(dependant, found, moved, cause, at)) {
        moved.add(dependant);
      }
    }
    reach(moved, cause);
    return decided.stream().skip(before).map(Consequence.class::cast).toList();
  }

  /** Goals, stages and advancement, once all claims are settled. */
  void reach(Set<Found> moved, Cause cause) {
    if (moved.isEmpty()) {
      return;
    }
    standing.goalConsequences(cause).forEach(this::follows);
    moved.stream()
        .map(this::framework)
        .distinct()
        .forEach(framework -> standing.consequences(framework, cause).forEach(this::follows));
  }

  /** Returns whether the record's claim changed. */
  boolean settleDependant(
      Found dependant, Found changed, Set<Found> moved, Cause cause, Instant at) {
    Framework framework = framework(dependant);
    boolean reads = framework.readersOf(changed.competency()).contains(dependant.competency());
    boolean succeeds =
        curriculum.predecessorsOf(dependant.competency()).contains(changed.competency());
    boolean hangs =
        moved.stream()
            .map(Found::competency)
            .anyMatch(framework.prerequisitesOf(dependant.competency())::contains);
    if (!reads && !succeeds && !hangs) {
      return false; // nothing else hangs on evidence alone
    }
    Finding finding = finding(dependant, at);
    Consequence change = change(dependant, finding, cause);
    if (change != null) {
      follows(change);
      return true;
    }
    Shown before = shownOf(dependant.competency());
    if (reads ? !before.isTold(finding.verdict()) : isNews(before, finding)) {
      follows(changed(dependant, finding, cause));
    }
    return false;
  }

  private static boolean isNews(Shown before, Finding finding) {
    return before.told() != null && before.told() != finding.verdict().status();
  }

  VerdictChanged changed(Found found, Finding finding, Cause cause) {
    Framework framework = framework(found);
    return new VerdictChanged(
        learner, found.competency(), framework.id(), framework.version(), finding.verdict(), cause);
  }

  /** The change of the record's claim that a finding asks for, or none. */
  @Nullable Consequence change(Found found, Finding finding, Cause cause) {
    CompetencyId competency = found.competency();
    Framework framework = framework(found);
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

  /**
   * By the policy in force; but a mastery that holds by the version that it was claimed under is
   * kept, whatever was adopted since. Only evaluating her history again takes it away.
   */
  Finding finding(Found found, Instant at) {
    Framework framework = framework(found);
    Finding now = finding(found, framework.policyFor(found.competency()), at);
    Shown.Under under = shownOf(found.competency()).claimedUnder();
    if (now.grounds() == null || now.basis() != null || under == null) {
      return now;
    }
    NamedPolicy claimedUnder = framework.policy(under.policy(), under.version());
    Finding then = claimedUnder == null ? now : finding(found, claimedUnder, at);
    return then.basis() == null ? now : then;
  }

  Finding finding(Found found, @Nullable NamedPolicy policy, Instant at) {
    Set<CompetencyId> read = read(found.competency(), policy);
    return Rules.find(
        found.competency(),
        framework(found),
        curriculum,
        policy,
        standing,
        shown(found.competency()),
        evidence(read, policy),
        leftOut(read),
        overridden(read),
        at);
  }

  private static Set<CompetencyId> read(CompetencyId competency, @Nullable NamedPolicy policy) {
    Set<CompetencyId> read = new LinkedHashSet<>(Set.of(competency));
    if (policy != null) {
      policy.definition().method().reads().forEach(read::add);
    }
    return read;
  }

  /** The evidence that counts. */
  private List<Evidence> evidence(Set<CompetencyId> read, @Nullable NamedPolicy policy) {
    return read.stream()
        .flatMap(competency ->
            shown(competency).counting(policy == null ? null : policy.definition()).stream())
        .distinct()
        .toList();
  }

  /** What people took out of the count. */
  private List<Grounds.LeftOut> leftOut(Set<CompetencyId> read) {
    return read.stream()
        .flatMap(competency -> shown(competency).leftOut().stream())
        .distinct()
        .toList();
  }

  private Set<CompetencyId> overridden(Set<CompetencyId> read) {
    return read.stream()
        .filter(competency -> standing.basis(competency) == Basis.OVERRIDDEN)
        .collect(toUnmodifiableSet());
  }

  /** With what she showed of the competencies whose place this one takes. */
  private Shown shown(CompetencyId competency) {
    return shownOf(competency)
        .after(curriculum.predecessorsOf(competency).stream().map(this::shownOf).toList());
  }

  private Framework framework(Found found) {
    return framework(found.framework());
  }

  private Framework framework(FrameworkId id) {
    Framework framework = curriculum.framework(id);
    if (framework == null) {
      throw new IllegalStateException("decided in a framework that is not published: " + id);
    }
    return framework;
  }
}
