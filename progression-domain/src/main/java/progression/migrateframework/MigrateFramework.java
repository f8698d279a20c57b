package progression.migrateframework;

import java.time.Instant;
import java.util.List;
import progression.consequence.RecordCommand;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution.Found;
import progression.event.FrameworkPublished.Association;
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;

/**
 * Takes one learner over to the version of a framework that is in force.
 *
 * @param shown the competencies of the framework, of whatever version, that she has evidence or an
 *     override on
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record MigrateFramework(
    LearnerId learner,
    FrameworkId framework,
    List<CompetencyId> shown,
    Instant at,
    Curriculum curriculum)
    implements RecordCommand<MigrateFramework> {

  public MigrateFramework {
    shown = List.copyOf(shown);
  }

  @Override
  public MigrateFramework with(Curriculum inForce) {
    return new MigrateFramework(learner, framework, shown, at, inForce);
  }

  /**
   * What was carried over from one competency to the one that takes its place.
   *
   * @param by the association that says so
   * @param masteredBefore whether the record claims mastery of the old one
   * @param masteredNow whether it claims mastery of the new one
   * @param changed whether anything was recorded for it; nothing is where it was carried before
   */
  public record Carried(
      CompetencyId from,
      Found to,
      Association.Type by,
      boolean masteredBefore,
      boolean masteredNow,
      boolean changed) {}
}
