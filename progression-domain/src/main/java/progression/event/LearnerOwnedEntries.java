package progression.event;

import java.util.List;
import java.util.Set;
import progression.event.EventCatalog.Entry;
import progression.kernel.EntryId;
import progression.kernel.Tag;

/** What the catalog says of the learner's own record. */
final class LearnerOwnedEntries {

  static final List<Entry<?>> ALL =
      List.of(
          new Entry<>(
              ProfileChanged.class,
              "ProfileChanged",
              1,
              "How a learner is described was changed.",
              event -> tags("profile-change", event, event.id()),
              Set.of("/change", "/author/id")),
          new Entry<>(
              FeedbackRequested.class,
              "FeedbackRequested",
              1,
              "Feedback was asked for.",
              event -> tags("feedback-request", event, event.id()),
              Set.of("/from/id", "/question", "/author/id")),
          new Entry<>(
              FeedbackGiven.class,
              "FeedbackGiven",
              1,
              "Somebody told the learner how she does and how to go on.",
              event -> tags("feedback", event, event.id()),
              Set.of("/text", "/nextSteps", "/author/id")),
          new Entry<>(
              ReflectionWritten.class,
              "ReflectionWritten",
              1,
              "The learner looked back on her learning.",
              event -> tags("reflection", event, event.id()),
              Set.of("/prompt", "/text", "/author/id")),
          new Entry<>(
              CheckInScheduled.class,
              "CheckInScheduled",
              1,
              "The learner and somebody are to talk at a time.",
              event -> tags("check-in", event, event.id()),
              Set.of("/with/id", "/topic", "/author/id")),
          new Entry<>(
              CheckInConcluded.class,
              "CheckInConcluded",
              1,
              "A check-in was held, or missed.",
              event -> tags("check-in", event, event.id()),
              Set.of("/notes", "/author/id")),
          new Entry<>(
              ChoiceMade.class,
              "ChoiceMade",
              1,
              "The learner chose a pathway, or among what a stage of hers leaves open.",
              event -> tags("choice", event, event.id()),
              Set.of("/author/id")),
          new Entry<>(
              PortfolioCurated.class,
              "PortfolioCurated",
              1,
              "The learner put evidence into her portfolio, or took it out.",
              event -> tags("curation", event, event.id()),
              Set.of(
                  "/assessor",
                  "/setting",
                  "/collaborators",
                  "/artifacts",
                  "/caption",
                  "/author/id")));

  private LearnerOwnedEntries() {}

  private static Set<Tag> tags(String kind, LearnerEvent event, EntryId id) {
    return Set.of(Tag.learner(event.learner()), Tag.entry(kind, event.learner(), id));
  }
}
