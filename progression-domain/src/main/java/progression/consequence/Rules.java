package progression.consequence;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Framework.NamedPolicy;
import progression.curriculum.Resolution.Found;
import progression.event.CompetencyMastered.Basis;
import progression.event.Ruling;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.mastery.Assessment;
import progression.mastery.Evidence;
import progression.mastery.Grounds;
import progression.mastery.Mastery;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Verdict;
import progression.mastery.Verdict.Status;

/**
 * From all that is known of a competency to the verdict on it.
 *
 * @param curriculum what is in force
 * @param standing what the record claims
 * @param known what the learner showed of each competency
 */
record Rules(Curriculum curriculum, Standing standing, Map<CompetencyId, Shown> known) {

  private static final String VOUCHED_FOR = "A person vouches for the mastery.";

  /**
   * By the policy in force; but a mastery that holds by the version that it was claimed under is
   * kept, whatever was adopted since. Only evaluating her history again takes it away. Of what the
   * framework has no more, no later policy has anything to ask.
   */
  Finding find(Found found, Instant at) {
    NamedPolicy inForce = inForce(found);
    Finding now = find(found, inForce, at);
    NamedPolicy claimedUnder = now.basis() == null ? claimedUnder(found) : null;
    if (claimedUnder == null) {
      return now;
    }
    Finding then = find(found, claimedUnder, at);
    return inForce == null || then.basis() != null ? then : now;
  }

  private @Nullable NamedPolicy inForce(Found found) {
    Framework framework = framework(found);
    return framework.competencies().containsKey(found.competency()) || claimedUnder(found) == null
        ? framework.policyFor(found.competency())
        : null;
  }

  /** The version that a mastery is claimed under; none where none is claimed on evidence. */
  private @Nullable NamedPolicy claimedUnder(Found found) {
    return named(found, shownOf(found.competency()).claimedUnder());
  }

  private @Nullable NamedPolicy named(Found found, @Nullable Under under) {
    return under == null ? null : framework(found).policy(under.policy(), under.version());
  }

  /**
   * The same with a level in the place of the threshold: by the policy in force, or by the version
   * that the level is claimed under.
   *
   * @return none where no policy has the level on its scale
   */
  @Nullable Finding find(Found found, BigDecimal level, Instant at) {
    NamedPolicy inForce = inForce(found);
    Finding now = find(found, inForce == null ? claimedUnder(found) : inForce, level, at);
    if (now != null && now.basis() != null) {
      return now;
    }
    Under under = standing.claimed(found.competency()).get(level);
    Finding then = find(found, named(found, under), level, at);
    return now == null || (then != null && then.basis() != null) ? then : now;
  }

  private @Nullable Finding find(
      Found found, @Nullable NamedPolicy policy, BigDecimal level, Instant at) {
    return policy == null || !policy.definition().scale().has(level)
        ? null
        : find(
            found,
            new NamedPolicy(policy.id(), policy.version(), policy.definition().asking(level)),
            at);
  }

  /** The scored evidence that a mastery can rest on, of whatever competency it was shown. */
  List<EvidenceId> showing(Found found) {
    CompetencyId competency = found.competency();
    Set<EvidenceId> showing = new LinkedHashSet<>();
    for (NamedPolicy policy :
        Arrays.asList(framework(found).policyFor(competency), claimedUnder(found))) {
      evidence(read(competency, policy), policy).stream()
          .filter(piece -> piece.score() != null)
          .forEach(piece -> showing.add(piece.id()));
    }
    return List.copyOf(showing);
  }

  /**
   * By one policy.
   *
   * @param policy none where none applies
   */
  Finding find(Found found, @Nullable NamedPolicy policy, Instant at) {
    CompetencyId competency = found.competency();
    Framework framework = framework(found);
    Shown shown = shown(competency);
    Set<CompetencyId> read = read(competency, policy);
    List<Evidence> evidence = evidence(read, policy);
    if (policy == null) {
      return withoutPolicy(competency, shown, evidence, leftOut(read));
    }
    Assessment assessment =
        Mastery.assess(
            policy.definition(), asRead(read, evidence), overridden(read), leftOut(read), at);
    List<CompetencyId> unmet =
        policy.definition().prerequisites() == Prerequisites.STRICT
            ? unmet(competency, framework)
            : List.of();
    boolean satisfied = assessment.satisfied() && unmet.isEmpty();
    boolean overridden = shown.isOverridden();
    Status status =
        overridden
            ? Status.OVERRIDDEN
            : satisfied ? Status.MASTERED : unsatisfied(evidence, shown, competency, unmet);
    Instant since = satisfied && !overridden ? assessment.since() : null;
    String reason = (overridden ? VOUCHED_FOR + " " : "") + locked(unmet) + assessment.reason();
    return new Finding(
        new Verdict(
            status,
            assessment.estimate(),
            policy.definition().threshold(),
            policy.id(),
            policy.version(),
            since,
            reason),
        basis(overridden, satisfied, standing.wasWithdrawn(competency)),
        new Grounds(
            policy.id(),
            policy.version(),
            assessment.estimate(),
            policy.definition().threshold(),
            since,
            assessment.used(),
            assessment.leftOut(),
            reason));
  }

  /** A person can vouch for a mastery that no policy speaks of, and no longer do so. */
  private Finding withoutPolicy(
      CompetencyId competency,
      Shown shown,
      List<Evidence> evidence,
      List<Grounds.LeftOut> leftOut) {
    boolean overridden = shown.isOverridden();
    boolean vouchedFor = standing.basis(competency) == Basis.OVERRIDDEN;
    Status status =
        overridden
            ? Status.OVERRIDDEN
            : standing.hasMastered(competency) && !vouchedFor
                ? Status.MASTERED
                : unsatisfied(evidence, shown, competency, List.of());
    String reason = overridden ? VOUCHED_FOR : "no-policy";
    return new Finding(
        new Verdict(status, null, null, null, 0, null, reason),
        overridden ? Basis.OVERRIDDEN : null,
        overridden || vouchedFor ? Grounds.withoutPolicy(leftOut, reason) : null);
  }

  private static @Nullable Basis basis(
      boolean overridden, boolean satisfied, boolean wasWithdrawn) {
    if (overridden) {
      return Basis.OVERRIDDEN;
    }
    if (!satisfied) {
      return null;
    }
    return wasWithdrawn ? Basis.RE_DEMONSTRATED : Basis.DEMONSTRATED;
  }

  /** The prerequisites that the record does not claim, of those that anybody could master. */
  private List<CompetencyId> unmet(CompetencyId competency, Framework framework) {
    return framework.prerequisitesOf(competency).stream()
        .filter(before -> !standing.hasMastered(before) && curriculum.has(before))
        .toList();
  }

  private String locked(List<CompetencyId> unmet) {
    return unmet.isEmpty()
        ? ""
        : unmet.stream()
            .map(curriculum::called)
            .collect(joining(", ", "Locked until mastered: ", ". "));
  }

  private Status unsatisfied(
      List<Evidence> evidence, Shown shown, CompetencyId competency, List<CompetencyId> unmet) {
    Basis claimed = standing.basis(competency);
    if ((claimed != null && claimed != Basis.OVERRIDDEN) || standing.wasWithdrawn(competency)) {
      return Status.WITHDRAWN;
    }
    if (!unmet.isEmpty()) {
      return Status.LOCKED;
    }
    if (shown.isInRevision()) {
      return Status.NEEDS_REVISION;
    }
    if (evidence.isEmpty()) {
      return Status.NOT_STARTED;
    }
    return evidence.stream().allMatch(one -> one.score() == null)
        ? Status.AWAITING_EVALUATION
        : Status.NOT_YET;
  }

  /** The competencies whose evidence a policy reads for this one: itself, and then others. */
  static Set<CompetencyId> read(CompetencyId competency, @Nullable NamedPolicy policy) {
    Set<CompetencyId> read = new LinkedHashSet<>();
    read.add(competency);
    if (policy != null) {
      policy.definition().method().reads().forEach(read::add);
    }
    return read;
  }

  /** The evidence that counts. */
  List<Evidence> evidence(Set<CompetencyId> read, @Nullable NamedPolicy policy) {
    Policy definition = policy == null ? null : policy.definition();
    return ofAll(read, shown -> shown.counting(definition));
  }

  /** The same as a policy takes it: evidence on what a skill replaces is evidence on the skill. */
  List<Evidence> asRead(Set<CompetencyId> read, List<Evidence> evidence) {
    return read.size() == 1
        ? evidence
        : evidence.stream().map(piece -> asRead(read, piece)).toList();
  }

  private Evidence asRead(Set<CompetencyId> read, Evidence piece) {
    return read.contains(piece.competency())
        ? piece
        : curriculum.successorsOf(piece.competency()).stream()
            .filter(read::contains)
            .findFirst()
            .map(piece::on)
            .orElse(piece);
  }

  /** What people took out of the count. */
  List<Grounds.LeftOut> leftOut(Set<CompetencyId> read) {
    return ofAll(read, Shown::leftOut);
  }

  /** Who took which evidence out of the count, and why. */
  Map<EvidenceId, Ruling> takenOut(Set<CompetencyId> read) {
    return ofAll(read, shown -> List.copyOf(shown.takenOut().entrySet())).stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
  }

  /** Those of which a person vouches for the mastery. */
  Set<CompetencyId> overridden(Set<CompetencyId> read) {
    return read.stream()
        .filter(competency -> shownOf(competency).isOverridden())
        .collect(toUnmodifiableSet());
  }

  /**
   * The evidence that was recorded after a person vouched for the mastery that it counts for, or
   * for one whose place that takes.
   */
  Set<EvidenceId> afterOverride(Set<CompetencyId> read) {
    return read.stream()
        .flatMap(competency -> shown(competency).afterOverride().stream())
        .collect(toUnmodifiableSet());
  }

  private <T> List<T> ofAll(Set<CompetencyId> read, Function<Shown, List<T>> what) {
    Shown own = shown(read.iterator().next());
    return read.size() == 1
        ? what.apply(own)
        : read.stream()
            .flatMap(one -> what.apply(shown(one).without(own)).stream())
            .distinct()
            .toList();
  }

  /** What she showed of a competency itself. */
  Shown shownOf(CompetencyId competency) {
    return known.computeIfAbsent(competency, none -> new Shown());
  }

  /** With what she showed of the competencies whose place this one takes. */
  Shown shown(CompetencyId competency) {
    List<CompetencyId> earlier = curriculum.predecessorsOf(competency);
    return earlier.isEmpty()
        ? shownOf(competency)
        : shownOf(competency).after(earlier.stream().map(this::shownOf).toList());
  }

  Framework framework(Found found) {
    Framework framework = curriculum.framework(found.framework());
    if (framework == null) {
      throw new IllegalStateException(
          "decided in a framework that is not published: " + found.framework());
    }
    return framework;
  }
}
