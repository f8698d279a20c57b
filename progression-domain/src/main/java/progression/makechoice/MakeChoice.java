package progression.makechoice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution;
import progression.kernel.EntryId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;

/**
 * Chooses a pathway, or among what a stage of it leaves open.
 *
 * @param stage none to choose the pathway itself
 * @param names what the chosen competencies' names stand for; none takes the choice back
 * @param at when the command was given
 * @param curriculum what the command was completed with
 */
public record MakeChoice(
    LearnerId learner,
    EntryId id,
    PathwayId pathway,
    @Nullable String stage,
    List<Resolution> names,
    Actor author,
    Instant at,
    Curriculum curriculum) {
  public MakeChoice {
    names = List.copyOf(names);
  }

  /** Completes what the caller sent: names are those of the pathway's framework. */
  public static MakeChoice of(
      LearnerId learner,
      EntryId id,
      PathwayId pathway,
      @Nullable String stage,
      List<String> chosen,
      Actor author,
      Instant at,
      Curriculum curriculum) {
    @Nullable FrameworkId framework = curriculum.ownerOf(pathway).map(Framework::id).orElse(null);
    return new MakeChoice(
        learner,
        id,
        pathway,
        stage,
        chosen.stream().map(name -> curriculum.resolve(name, framework)).toList(),
        author,
        at,
        curriculum);
  }

  MakeChoice with(Curriculum inForce) {
    return new MakeChoice(learner, id, pathway, stage, names, author, at, inForce);
  }

  /** Whether every competency's name stands for exactly one. */
  public boolean isResolved() {
    return names.stream().allMatch(Resolution.Found.class::isInstance);
  }
}
