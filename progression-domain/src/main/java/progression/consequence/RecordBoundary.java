package progression.consequence;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import progression.agency.Actor;
import progression.agency.Role;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.event.EvidenceModerated;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRescored;
import progression.event.EvidenceRetracted;
import progression.event.EvidenceScored;
import progression.event.ProgressionEvent;
import progression.event.RevisionRequested;
import progression.kernel.Boundary;
import progression.kernel.Boundary.Criterion;
import progression.kernel.CompetencyId;
import progression.kernel.LearnerId;
import progression.kernel.PathwayId;
import progression.kernel.Tag;
import progression.roster.Circle;

/** What a decision on a {@link LearnerRecord} depends on. */
public final class RecordBoundary {

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
                  RevisionRequested.class))
          .collect(toUnmodifiableSet());

  private static final Set<Class<? extends ProgressionEvent>> AND_WHO_MAY_ACT =
      Stream.concat(CLAIMS_AND_RULINGS.stream(), Circle.EVENTS.stream())
          .collect(toUnmodifiableSet());

  private static final Set<Class<? extends ProgressionEvent>> EVIDENCE =
      Set.of(EvidenceRecorded.class);

  private static final Set<Class<? extends ProgressionEvent>> HISTORY =
      Stream.concat(CLAIMS_AND_RULINGS.stream(), EVIDENCE.stream()).collect(toUnmodifiableSet());

  private RecordBoundary() {}

  /** For decisions on these competencies and all that follows. */
  public static Boundary<ProgressionEvent> of(
      LearnerId learner, Curriculum curriculum, Collection<Found> competencies) {
    return of(learner, CLAIMS_AND_RULINGS, curriculum, competencies);
  }

  /** For what follows on these pathways: evidence is read for what they ask at a level. */
  public static Boundary<ProgressionEvent> along(
      LearnerId learner, Curriculum curriculum, Collection<PathwayId> pathways) {
    return of(
        learner,
        curriculum,
        pathways.stream().flatMap(pathway -> atLevels(pathway, curriculum)).distinct().toList());
  }

  private static Stream<Found> atLevels(PathwayId pathway, Curriculum curriculum) {
    return curriculum.ownerOf(pathway).stream()
        .flatMap(framework ->
            framework.pathway(pathway).stream()
                .flatMap(inForce -> inForce.definition().competenciesAtLevels().stream())
                .map(competency -> new Found(framework.id(), competency)));
  }

  /** The same where somebody asks for it who may have to stand in a relationship to the learner. */
  public static Boundary<ProgressionEvent> of(
      LearnerId learner, Actor author, Curriculum curriculum, Collection<Found> competencies) {
    return of(
        learner,
        Role.OF_THE_DISTRICT.contains(author.role()) ? CLAIMS_AND_RULINGS : AND_WHO_MAY_ACT,
        curriculum,
        competencies);
  }

  private static Boundary<ProgressionEvent> of(
      LearnerId learner,
      Set<Class<? extends ProgressionEvent>> ofLearner,
      Curriculum curriculum,
      Collection<Found> competencies) {
    Set<Found> touched = new LinkedHashSet<>(competencies);
    competencies.forEach(found -> touched.addAll(curriculum.dependantsOf(found.competency())));
    Set<CompetencyId> read = new LinkedHashSet<>();
    for (Found found : touched) {
      Framework framework = curriculum.framework(found.framework());
      read.addAll(
          framework == null
              ? Set.of(found.competency())
              : framework.evidenceFor(found.competency()));
    }
    List.copyOf(read).forEach(one -> read.addAll(curriculum.predecessorsOf(one)));
    return new Boundary<>(
        Stream.concat(
                Stream.of(new Criterion<>(Tag.learner(learner), ofLearner), curriculum.inForce()),
                read.stream()
                    .map(one -> new Criterion<>(Tag.learnerCompetency(learner, one), EVIDENCE)))
            .toList());
  }

  /** For decisions on her whole history. */
  public static Boundary<ProgressionEvent> whole(LearnerId learner, Curriculum curriculum) {
    return new Boundary<>(
        List.of(new Criterion<>(Tag.learner(learner), HISTORY), curriculum.inForce()));
  }
}
