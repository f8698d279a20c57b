package progression.consequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyEvent;
import progression.event.Consequence;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.event.RosterEvent;
import progression.event.ThresholdsSet;
import progression.event.VerdictEvent;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.mastery.Evidence;
import progression.mastery.Verdict.Status;
import progression.roster.Circle;

/**
 * One learner's record as a decision sees it: what is in force, what the record claims of her, what
 * she showed of the competencies in question, and what was answered before. It belongs to one
 * decision and is changed in place.
 */
public final class LearnerRecord {

  private final LearnerId learner;
  private final Set<Cause> asked;
  private final Circle circle;
  private final Standing standing;
  private final Map<CompetencyId, Shown> shown = new HashMap<>();
  private final Map<Cause, First> firsts = new HashMap<>();
  private final Map<Cause, List<Consequence>> followed = new HashMap<>();
  private final List<ProgressionEvent> decided = new ArrayList<>();
  private final Settlement settlement;
  private Rules rules;
  private long events;

  /** Something that was asked about, as it was first recorded. */
  private record First(VerdictEvent event, long position) {}

  /**
   * @param curriculum what the command was completed with
   * @param asked what may have been taken in before: {@link #first}, {@link #answer} and {@link
   *     #followed} know of these
   */
  public LearnerRecord(
      LearnerId learner, Curriculum curriculum, Collection<? extends Cause> asked) {
    this.learner = learner;
    this.circle = new Circle(learner);
    this.standing = new Standing(learner);
    this.rules = new Rules(curriculum, standing, shown);
    this.asked = Set.copyOf(asked);
    this.settlement = new Settlement(this, learner);
  }

  /** With one more event; the record itself is changed. */
  public LearnerRecord evolve(ProgressionEvent event, long position) {
    switch (event) {
      case ReferenceEvent of ->
          rules = new Rules(curriculum().evolve(of, position), standing, shown);
      case ThresholdsSet ignored -> {
        // what dashboards say decides nothing
      }
      case LearnerEvent of -> happened(of, position);
    }
    return this;
  }

  public Curriculum curriculum() {
    return rules.curriculum();
  }

  Rules rules() {
    return rules;
  }

  Settlement settlement() {
    return settlement;
  }

  /** Who may act for her, where the boundary covers it. */
  public Circle circle() {
    return circle;
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

  /**
   * The scored evidence that a mastery can rest on: on the competency, on what it took the place
   * of, and on what a policy reads for it.
   */
  public List<EvidenceId> showing(Found found) {
    return rules.showing(found);
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

  /** What followed from something that was asked about, before or just now, in order. */
  public List<Consequence> followed(Cause cause) {
    return List.copyOf(followed.getOrDefault(cause, List.of()));
  }

  /**
   * Takes in what happens to a competency, with the verdict that it leads to and all that follows.
   *
   * @param change makes the event of what was found
   */
  public Answer decide(Found found, Instant at, Function<Finding, ? extends VerdictEvent> change) {
    VerdictEvent undecided = change.apply(Finding.UNDECIDED);
    standing.evolve(undecided);
    shownOf(found.competency()).evolve(undecided, events++);
    Finding finding = rules.find(found, at);
    VerdictEvent event = change.apply(finding);
    First first = new First(event, Decider.pending(decided.size()));
    firsts.put(event.asCause(), first);
    decided.add(event);
    shownOf(found.competency()).tell(finding.verdict());
    settlement.settle(found, finding, finding.verdict().status(), event.asCause(), at);
    return answer(false, first);
  }

  /**
   * Looks at a competency again, for another reason than that something was shown of it, and takes
   * in all that follows. Nothing begins on what no version has any more.
   *
   * @return as if it were there before where nothing follows
   */
  public Answer reconsider(Found found, Cause cause, Instant at) {
    long position = Decider.pending(decided.size());
    Finding finding = rules.find(found, at);
    Status told = shownOf(found.competency()).told();
    if (told == null && !rules.shown(found.competency()).standing().isEmpty()) {
      told = Status.NOT_STARTED;
    }
    boolean isOver =
        !curriculum().has(found.competency()) && !standing.hasMastered(found.competency());
    List<Consequence> consequences =
        isOver ? List.of() : settlement.settle(found, finding, told, cause, at);
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

  /** She sets out on the version of a framework's pathway that is in force, and what follows. */
  public void startOn(PathwayId pathway, Framework framework, Instant at) {
    new SettingOut(this, framework, at).start(learner, pathway);
  }

  /**
   * Takes her over to the version of a pathway that is in force, with all that follows; decides
   * nothing where she is on it, or on no version of it.
   */
  public void continueOn(PathwayId pathway, Instant at) {
    curriculum()
        .ownerOf(pathway)
        .ifPresent(framework -> new SettingOut(this, framework, at).goOn(pathway));
  }

  /**
   * Takes back what the record claims and what no longer holds at a moment. A second time decides
   * nothing, and no moment brings back what another took.
   *
   * @return the verdicts that changed, in the order in which they were decided
   */
  public List<Revision> expire(Instant at) {
    return new Expiry(this, at).run();
  }

  private Answer answer(boolean again, First first) {
    VerdictEvent event = first.event();
    return new Answer(
        again, first.position(), event.competency(), event.verdict(), followed(event.asCause()));
  }

  private void happened(LearnerEvent event, long position) {
    if (event instanceof VerdictEvent of && asked.contains(of.asCause())) {
      firsts.put(of.asCause(), new First(of, position));
    }
    if (!event.learner().equals(learner)) {
      return; // her evidence id is taken by somebody else
    }
    standing.evolve(event);
    if (event instanceof RosterEvent of) {
      circle.evolve(of);
    }
    if (event instanceof CompetencyEvent of) {
      shownOf(of.competency()).evolve(of, events++);
    }
    if (event instanceof Consequence of && asked.contains(of.cause())) {
      followed.computeIfAbsent(of.cause(), none -> new ArrayList<>()).add(of);
    }
  }

  Shown shownOf(CompetencyId competency) {
    return rules.shownOf(competency);
  }

  /** What the record last said of a competency; {@code NOT_STARTED} where it never did. */
  Status told(Found found) {
    Status told = shownOf(found.competency()).told();
    return told == null ? Status.NOT_STARTED : told;
  }

  /** The competencies of which anything is known. */
  Set<CompetencyId> known() {
    return Set.copyOf(shown.keySet());
  }

  void follows(Consequence event) {
    takes(event);
  }

  /** Takes in an event that is decided. */
  public void takes(LearnerEvent event) {
    happened(event, Decider.pending(decided.size()));
    decided.add(event);
  }
}
