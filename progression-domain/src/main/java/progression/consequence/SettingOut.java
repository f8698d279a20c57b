package progression.consequence;

import java.time.Instant;
import java.util.List;
import progression.curriculum.Framework;
import progression.curriculum.Framework.InForce;
import progression.curriculum.Resolution.Found;
import progression.event.Cause;
import progression.event.PathwayStarted;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.pathway.Pathway;

/**
 * One learner's record as she sets out on the version of a pathway that is in force, or goes on in
 * it: what she showed before counts, at the levels that she is asked for from now on, too.
 */
final class SettingOut {

  private final LearnerRecord record;
  private final Framework framework;
  private final Instant at;

  SettingOut(LearnerRecord record, Framework framework, Instant at) {
    this.record = record;
    this.framework = framework;
    this.at = at;
  }

  void start(LearnerId learner, PathwayId pathway) {
    InForce<Pathway> inForce = framework.pathway(pathway).orElseThrow();
    String first = inForce.definition().stages().getFirst().id();
    record.takes(new PathwayStarted(learner, pathway, inForce.version(), first));
    follows(inForce.definition(), new Cause.ByEnrollment(pathway));
  }

  void goOn(PathwayId pathway) {
    InForce<Pathway> inForce = framework.pathway(pathway).orElseThrow();
    record
        .standing()
        .continued(pathway, inForce)
        .ifPresent(continued -> {
          record.follows(continued);
          follows(inForce.definition(), continued.cause());
        });
  }

  private void follows(Pathway pathway, Cause cause) {
    List<Found> atLevels =
        pathway.competenciesAtLevels().stream()
            .map(competency -> new Found(framework.id(), competency))
            .toList();
    record.settlement().reach(List.of(), atLevels, cause, at);
    record.standing().consequences(framework, cause).forEach(record::follows);
  }
}
