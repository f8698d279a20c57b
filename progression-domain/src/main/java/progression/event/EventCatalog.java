package progression.event;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.kernel.Tag;

/**
 * The one place that says how each event is named, versioned, tagged and explained. Whatever is
 * written to the ledger, to Kafka or to documentation takes it from here: a wire name never comes
 * from a Java class name.
 */
public final class EventCatalog {

  /**
   * @param name the wire name, never changed and never reused
   * @param version the version that is written today, counted from 1
   * @param meaning one sentence for readers of the event documentation
   * @param tags what an event is found by
   * @param personal the JSON pointers of fields that say something of a person in free text, a name
   *     or a link
   */
  public record Entry<E extends ProgressionEvent>(
      Class<E> type,
      String name,
      int version,
      String meaning,
      Function<E, Set<Tag>> tags,
      Set<String> personal) {

    Set<Tag> tagsOf(ProgressionEvent event) {
      return tags.apply(type.cast(event));
    }
  }

  /** What a person says in a ruling. */
  private static final Set<String> RULING = Set.of("/ruling/by", "/ruling/reason");

  private static final List<Entry<?>> DECISIONS =
      List.of(
          new Entry<>(
              FrameworkPublished.class,
              "FrameworkPublished",
              1,
              "A version of a framework of competencies came into force.",
              event -> Set.of(Tag.curriculum(), Tag.framework(event.framework())),
              Set.of()),
          new Entry<>(
              PolicyAdopted.class,
              "PolicyAdopted",
              1,
              "A version of a mastery policy came into force.",
              event ->
                  Set.of(
                      Tag.curriculum(),
                      Tag.framework(event.framework()),
                      Tag.policy(event.policy())),
              Set.of()),
          new Entry<>(
              PathwayPublished.class,
              "PathwayPublished",
              1,
              "A version of a pathway was published.",
              event ->
                  Set.of(
                      Tag.curriculum(),
                      Tag.framework(event.framework()),
                      Tag.pathway(event.pathway())),
              Set.of()),
          new Entry<>(
              ObjectivesMapped.class,
              "ObjectivesMapped",
              1,
              "A version of a mapping of an assessment's objectives to competencies came into"
                  + " force.",
              event ->
                  Set.of(
                      Tag.curriculum(),
                      Tag.framework(event.framework()),
                      Tag.mapping(event.mapping())),
              Set.of()),
          new Entry<>(
              ThresholdsSet.class,
              "ThresholdsSet",
              1,
              "The district said from where on its dashboards speak up.",
              event -> Set.of(Tag.thresholds()),
              Set.of()),
          new Entry<>(
              PathwayStarted.class,
              "PathwayStarted",
              1,
              "A learner set out on a version of a pathway.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()),
          new Entry<>(
              EvidenceRecorded.class,
              "EvidenceRecorded",
              1,
              "A piece of evidence entered the record, with the verdict it led to.",
              event ->
                  Set.of(
                      Tag.learner(event.learner()),
                      Tag.learnerCompetency(event.learner(), event.evidence().competency()),
                      Tag.evidence(event.evidence().id())),
              Set.of(
                  "/evidence/assessor",
                  "/evidence/setting",
                  "/evidence/collaborators",
                  "/evidence/artifacts")),
          new Entry<>(
              EvidenceScored.class,
              "EvidenceScored",
              1,
              "Evidence that awaited evaluation, or was revised, was scored.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              EvidenceRescored.class,
              "EvidenceRescored",
              1,
              "Another score stands in place of those that were given before.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              EvidenceModerated.class,
              "EvidenceModerated",
              1,
              "A further scorer judged a piece of evidence on her own.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              EvidenceRetracted.class,
              "EvidenceRetracted",
              1,
              "A piece of evidence does not count any more.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              EvidenceReinstated.class,
              "EvidenceReinstated",
              1,
              "A retracted piece of evidence counts again.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              RevisionRequested.class,
              "RevisionRequested",
              1,
              "An assessor sent unscored work back to be revised.",
              EventCatalog::ofEvidence,
              RULING),
          new Entry<>(
              VerdictOverridden.class,
              "VerdictOverridden",
              1,
              "A person vouches for a mastery, whatever the evidence says.",
              EventCatalog::ofCompetency,
              RULING),
          new Entry<>(
              OverrideCleared.class,
              "OverrideCleared",
              1,
              "A ruling on a competency ended: the evidence decides again.",
              EventCatalog::ofCompetency,
              RULING),
          new Entry<>(
              EvidenceSetAside.class,
              "EvidenceSetAside",
              1,
              "A person withdrew a mastery and set aside what had shown it.",
              EventCatalog::ofCompetency,
              RULING),
          new Entry<>(
              CompetencyMastered.class,
              "CompetencyMastered",
              1,
              "The record now claims that the learner has mastered the competency.",
              event ->
                  Set.of(
                      Tag.learner(event.learner()),
                      Tag.learnerCompetency(event.learner(), event.competency())),
              Set.of()),
          new Entry<>(
              MasteryWithdrawn.class,
              "MasteryWithdrawn",
              1,
              "The record no longer claims that the learner has mastered the competency.",
              event ->
                  Set.of(
                      Tag.learner(event.learner()),
                      Tag.learnerCompetency(event.learner(), event.competency())),
              Set.of()),
          new Entry<>(
              VerdictChanged.class,
              "VerdictChanged",
              1,
              "The verdict on a competency changed without new evidence on it.",
              event ->
                  Set.of(
                      Tag.learner(event.learner()),
                      Tag.learnerCompetency(event.learner(), event.competency())),
              Set.of()),
          new Entry<>(
              LevelReached.class,
              "LevelReached",
              1,
              "The record now claims that the learner's mastery reaches a level that she is asked"
                  + " for.",
              EventCatalog::ofLevel,
              Set.of()),
          new Entry<>(
              LevelWithdrawn.class,
              "LevelWithdrawn",
              1,
              "The record no longer claims that the learner's mastery reaches a level.",
              EventCatalog::ofLevel,
              Set.of()),
          new Entry<>(
              PathwayContinued.class,
              "PathwayContinued",
              1,
              "The learner goes on in a later version of a pathway that she is on.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()),
          new Entry<>(
              StageCompleted.class,
              "StageCompleted",
              1,
              "The requirement of a stage of the learner's pathway holds.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()),
          new Entry<>(
              StagePlacedUnderReview.class,
              "StagePlacedUnderReview",
              1,
              "The requirement of a completed stage no longer holds; nothing is undone.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()),
          new Entry<>(
              LearnerAdvanced.class,
              "LearnerAdvanced",
              1,
              "The learner moved on from a completed stage of her pathway.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()));

  private static final List<Entry<?>> ENTRIES =
      Stream.of(DECISIONS, RosterEntries.ALL, GoalEntries.ALL, LearnerOwnedEntries.ALL)
          .<Entry<?>>flatMap(List::stream)
          .toList();

  private static final Map<Class<?>, Entry<?>> BY_TYPE =
      ENTRIES.stream().collect(toUnmodifiableMap(Entry::type, identity()));

  private static final Map<String, Entry<?>> BY_NAME =
      ENTRIES.stream().collect(toUnmodifiableMap(Entry::name, identity()));

  private EventCatalog() {}

  /** All events, in the order in which the documentation tells of them. */
  public static List<Entry<?>> entries() {
    return ENTRIES;
  }

  /** The entry of an event type. Every type of {@link ProgressionEvent} has one. */
  public static Entry<?> entry(Class<? extends ProgressionEvent> type) {
    return require(BY_TYPE.get(type), type.getName());
  }

  /** The entry that a wire name stands for. */
  public static Entry<?> entry(String name) {
    return require(BY_NAME.get(name), name);
  }

  /** What an event is found by. */
  public static Set<Tag> tags(ProgressionEvent event) {
    return entry(event.getClass()).tagsOf(event);
  }

  private static Set<Tag> ofEvidence(EvidenceCorrected event) {
    return Set.of(
        Tag.learner(event.learner()),
        Tag.learnerCompetency(event.learner(), event.competency()),
        Tag.evidence(event.evidence()));
  }

  private static Set<Tag> ofCompetency(CompetencyRuled event) {
    return Set.of(
        Tag.learner(event.learner()), Tag.learnerCompetency(event.learner(), event.competency()));
  }

  private static Set<Tag> ofLevel(LevelEvent event) {
    return Set.of(
        Tag.learner(event.learner()), Tag.learnerCompetency(event.learner(), event.competency()));
  }

  private static Entry<?> require(@Nullable Entry<?> entry, String key) {
    if (entry == null) {
      throw new IllegalArgumentException("no event in the catalog is called " + key);
    }
    return entry;
  }
}
