package progression.consequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution.Found;
import progression.curriculum.Walk;
import progression.event.Cause;
import progression.event.Consequence;
import progression.kernel.CompetencyId;
import progression.mastery.Grounds;
import progression.mastery.Verdict.Status;

/**
 * One learner's record evaluated again by a policy. Prerequisites come before what hangs on them,
 * and stages are looked at once, when all claims are settled.
 */
final class Reevaluation {

  private final LearnerRecord record;
  private final Framework framework;
  private final NamedPolicy policy;
  private final Instant at;
  private final Cause cause;
  private final Map<CompetencyId, Found> moved = new LinkedHashMap<>();
  private final List<Revision> revisions = new ArrayList<>();

  Reevaluation(LearnerRecord record, Framework framework, NamedPolicy policy, Instant at) {
    this.record = record;
    this.framework = framework;
    this.policy = policy;
    this.at = at;
    this.cause = new Cause.ByPolicy(policy.id(), policy.version());
  }

  List<Revision> run() {
    Set<Found> concerned = new LinkedHashSet<>();
    concerned().forEach(competency -> concerned.add(new Found(framework.id(), competency)));
    Set<Found> looked = new LinkedHashSet<>(concerned);
    concerned.forEach(this::evaluate);
    for (Found found : List.copyOf(moved.values())) {
      record.curriculum().dependantsOf(found.competency()).stream()
          .filter(dependant -> !concerned.contains(dependant))
          .filter(dependant -> record.settlement().hangsOn(dependant, found, moved))
          .forEach(dependant -> {
            looked.add(dependant);
            settle(dependant, found);
          });
    }
    record.settlement().reach(moved.values(), looked, cause, at);
    return revisions;
  }

  private void evaluate(Found found) {
    Finding finding = record.rules().find(found, framework.policyFor(found.competency()), at);
    Grounds grounds = finding.grounds();
    if (grounds == null) {
      return;
    }
    Status told = record.told(found);
    Consequence change = record.settlement().change(found, finding, cause);
    if (change != null) {
      record.follows(change);
      moved.put(found.competency(), found);
    } else if (told != finding.verdict().status() || isClaimedOtherwise(found, grounds)) {
      record.follows(record.settlement().changed(found, finding, cause));
    }
    if (told != finding.verdict().status()) {
      revisions.add(new Revision(found, told, finding.verdict()));
    }
  }

  /** Whether the mastery, or a level of it, is claimed under another version. */
  private boolean isClaimedOtherwise(Found found, Grounds grounds) {
    Under mastery = record.shownOf(found.competency()).claimedUnder();
    return mastery != null
        && Stream.concat(
                Stream.of(mastery), record.standing().claimed(found.competency()).values().stream())
            .anyMatch(under ->
                !under.policy().equals(grounds.policy())
                    || under.version() != grounds.policyVersion());
  }

  /** A dependant of which nobody was told anything yet is none that changes. */
  private void settle(Found dependant, Found found) {
    Status told = record.told(dependant);
    if (record.settlement().settleDependant(dependant, found, cause, at)) {
      moved.put(dependant.competency(), dependant);
    }
    if (told != record.told(dependant)) {
      revisions.add(new Revision(dependant, told, record.rules().find(dependant, at).verdict()));
    }
  }

  /**
   * What she has evidence or a claim on, and the policy decides or decided. What no version has any
   * more stays under the version it was claimed under: nobody can show it again.
   */
  private List<CompetencyId> concerned() {
    Set<CompetencyId> known = new TreeSet<>(Comparator.comparing(CompetencyId::value));
    for (CompetencyId competency : record.known()) {
      known.add(competency);
      known.addAll(framework.readersOf(competency));
    }
    known.removeIf(competency ->
        !framework.competencies().containsKey(competency) || !isConcerned(competency));
    return Walk.lastFirst(
        known,
        competency ->
            framework.prerequisitesOf(competency).stream().filter(known::contains).toList());
  }

  private boolean isConcerned(CompetencyId competency) {
    NamedPolicy decides = framework.policyFor(competency);
    Under under = record.shownOf(competency).claimedUnder();
    return (decides != null && decides.id().equals(policy.id()))
        || (under != null && under.policy().equals(policy.id()));
  }
}
