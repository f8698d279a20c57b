package progression.consequence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.curriculum.Walk;
import progression.event.Cause;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.mastery.Verdict.Status;

/**
 * One learner's claims at a moment, those on what no version has any more included. Prerequisites
 * come before what hangs on them, and what is taken back with a prerequisite is not looked at
 * again.
 */
final class Expiry {

  private final LearnerRecord record;
  private final Instant at;
  private final List<Revision> revisions = new ArrayList<>();

  Expiry(LearnerRecord record, Instant at) {
    this.record = record;
    this.at = at;
  }

  List<Revision> run() {
    record.curriculum().frameworks().values().stream()
        .sorted(Comparator.comparing(framework -> framework.id().value()))
        .forEach(framework -> claimed(framework).forEach(this::expire));
    return revisions;
  }

  private Stream<Found> claimed(Framework framework) {
    Set<CompetencyId> claimed = record.standing().mastered();
    List<CompetencyId> here =
        claimed.stream()
            .filter(competency -> judge(competency).filter(framework.id()::equals).isPresent())
            .sorted(Comparator.comparing(CompetencyId::value))
            .toList();
    return Walk.lastFirst(
            here,
            competency ->
                framework.prerequisitesOf(competency).stream().filter(here::contains).toList())
        .stream()
        .map(competency -> new Found(framework.id(), competency));
  }

  /** Whose policy it is claimed under, unless only others have it by now. */
  private Optional<FrameworkId> judge(CompetencyId competency) {
    Curriculum curriculum = record.curriculum();
    return Optional.ofNullable(record.shownOf(competency).claimedUnder())
        .flatMap(under -> curriculum.ownerOf(under.policy()))
        .filter(
            owner -> owner.competencies().containsKey(competency) || !curriculum.has(competency))
        .map(Framework::id)
        .or(() -> curriculum.find(competency).map(Found::framework));
  }

  private void expire(Found found) {
    Finding finding = record.rules().find(found, at);
    if (!record.standing().hasMastered(found.competency()) || finding.grounds() == null) {
      return;
    }
    if (finding.basis() != null) {
      record.settlement().expireLevels(found, new Cause.ByTime(at), at);
      return;
    }
    Map<Found, Status> before = new LinkedHashMap<>();
    before.put(found, record.told(found));
    record
        .curriculum()
        .dependantsOf(found.competency())
        .forEach(dependant -> before.put(dependant, record.told(dependant)));
    record.reconsider(found, new Cause.ByTime(at), at);
    before.forEach((one, told) -> {
      if (told != record.told(one)) {
        revisions.add(new Revision(one, told, record.rules().find(one, at).verdict()));
      }
    });
  }
}
