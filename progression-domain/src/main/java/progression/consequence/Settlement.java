package progression.consequence;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.CompetencyMastered;
import progression.event.CompetencyMastered.Basis;
import progression.event.Consequence;
import progression.event.MasteryWithdrawn;
import progression.event.VerdictChanged;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.mastery.Verdict.Status;

/**
 * The one place that says what follows from a change in a record: a verdict becomes a claim or ends
 * one, that reaches the competencies that hang on it, then the learner's levels, her goals and
 * stages, then her place on her pathways. Every such event is part of the record as soon as it is
 * decided.
 */
final class Settlement {

  private final LearnerRecord record;
  private final LearnerId learner;
  private final Levels levels;

  Settlement(LearnerRecord record, LearnerId learner) {
    this.record = record;
    this.learner = learner;
    this.levels = new Levels(record, learner);
  }

  /**
   * Claims, then those of dependants, then levels, then goals, then stages and advancement.
   *
   * @param told what the record last said of the competency; none where nobody is to be told
   * @return all that follows
   */
  List<Consequence> settle(
      Found found, Finding finding, @Nullable Status told, Cause cause, Instant at) {
    int before = record.decided().size();
    Map<CompetencyId, Found> moved = new LinkedHashMap<>();
    Consequence change = change(found, finding, cause);
    Status said = told;
    if (change != null) {
      record.follows(change);
      moved.put(found.competency(), found);
      said = record.told(found);
    }
    if (said != null && said != finding.verdict().status()) {
      record.follows(changed(found, finding, cause));
    }
    Set<Found> looked = new LinkedHashSet<>(List.of(found));
    for (Found dependant : record.curriculum().dependantsOf(found.competency())) {
      if (hangsOn(dependant, found, moved)) {
        looked.add(dependant);
        if (settleDependant(dependant, found, cause, at)) {
          moved.put(dependant.competency(), dependant);
        }
      }
    }
    reach(moved.values(), looked, cause, at);
    return record.decided().stream().skip(before).map(Consequence.class::cast).toList();
  }

  /**
   * Levels, then goals, stages and advancement, once all claims are settled.
   *
   * @param moved whose claims changed
   * @param looked whose levels may have
   */
  void reach(Collection<Found> moved, Collection<Found> looked, Cause cause, Instant at) {
    Set<Found> changed = new LinkedHashSet<>(moved);
    looked.stream().filter(found -> levels.settle(found, cause, at)).forEach(changed::add);
    if (changed.isEmpty()) {
      return;
    }
    record.standing().goalConsequences(cause).forEach(record::follows);
    changed.stream()
        .map(record.rules()::framework)
        .distinct()
        .forEach(
            framework -> record.standing().consequences(framework, cause).forEach(record::follows));
  }

  /** Whether a dependant is to be looked at again; nothing else hangs on evidence alone. */
  boolean hangsOn(Found dependant, Found changed, Map<CompetencyId, Found> moved) {
    return reads(dependant, changed)
        || record.curriculum().predecessorsOf(dependant.competency()).contains(changed.competency())
        || record.rules().framework(dependant).prerequisitesOf(dependant.competency()).stream()
            .anyMatch(moved::containsKey);
  }

  /** Whether a verdict is found by the evidence on another competency, or on what replaced it. */
  private boolean reads(Found reader, Found read) {
    Framework framework = record.rules().framework(reader);
    CompetencyId competency = read.competency();
    return framework.readersOf(competency).contains(reader.competency())
        || record.curriculum().successorsOf(competency).stream()
            .anyMatch(to -> framework.readersOf(to).contains(reader.competency()));
  }

  /** Returns whether the record's claim changed. */
  boolean settleDependant(Found dependant, Found changed, Cause cause, Instant at) {
    Finding finding = record.rules().find(dependant, at);
    Consequence change = change(dependant, finding, cause);
    if (change != null) {
      record.follows(change);
      return true;
    }
    Shown before = record.shownOf(dependant.competency());
    if (reads(dependant, changed) ? !before.isTold(finding.verdict()) : isNews(before, finding)) {
      record.follows(changed(dependant, finding, cause));
    }
    return false;
  }

  private static boolean isNews(Shown before, Finding finding) {
    return before.told() != null && before.told() != finding.verdict().status();
  }

  VerdictChanged changed(Found found, Finding finding, Cause cause) {
    Framework framework = record.rules().framework(found);
    return new VerdictChanged(
        learner,
        found.competency(),
        framework.id(),
        framework.version(),
        finding.verdict().status(),
        cause,
        finding.told());
  }

  /** The change of the record's claim that a finding asks for, or none. */
  @Nullable Consequence change(Found found, Finding finding, Cause cause) {
    CompetencyId competency = found.competency();
    Framework framework = record.rules().framework(found);
    Basis claimed = record.standing().basis(competency);
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

  /** Takes back the levels of a mastery that no longer hold at a moment, and what follows. */
  void expireLevels(Found found, Cause cause, Instant at) {
    if (levels.expire(found, cause, at)) {
      reach(List.of(found), List.of(), cause, at);
    }
  }
}
