package progression.consequence;

import java.util.ArrayList;
import java.util.List;
import progression.curriculum.Framework;
import progression.curriculum.Framework.InForce;
import progression.event.Cause;
import progression.event.LearnerEvent;
import progression.event.PathwayStarted;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.pathway.Pathway;

/** A learner sets out on a pathway; what she has mastered already counts on it. */
public final class SettingOut {

  private SettingOut() {}

  /**
   * That she sets out, with all that follows.
   *
   * @param framework that owns the pathway
   * @param standing of the learner, who is not on the pathway; it is changed in place
   */
  public static List<LearnerEvent> on(
      PathwayId pathway, Framework framework, LearnerId learner, Standing standing) {
    InForce<Pathway> inForce = framework.pathway(pathway).orElseThrow();
    String first = inForce.definition().stages().getFirst().id();
    List<LearnerEvent> events = new ArrayList<>();
    events.add(new PathwayStarted(learner, pathway, inForce.version(), first));
    standing.evolve(events.getFirst());
    events.addAll(standing.consequences(framework, new Cause.ByEnrollment(pathway)));
    events.stream().skip(1).forEach(standing::evolve);
    return events;
  }
}
