package progression.event;

import java.util.List;
import java.util.Set;
import progression.event.EventCatalog.Entry;
import progression.kernel.Tag;

/** What the catalog says of learners and those around them. */
final class RosterEntries {

  static final List<Entry<?>> ALL =
      List.of(
          new Entry<>(
              LearnerEnrolled.class,
              "LearnerEnrolled",
              1,
              "A learner came into the district's care.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of()),
          new Entry<>(
              LearnerDescribed.class,
              "LearnerDescribed",
              1,
              "The district told a learner's grade and the groups that it counts her in.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of("/description/grade", "/description/subgroups")),
          new Entry<>(
              RelationshipStarted.class,
              "RelationshipStarted",
              1,
              "A person may act for the learner from here on.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of("/person/id")),
          new Entry<>(
              RelationshipEnded.class,
              "RelationshipEnded",
              1,
              "A person may no longer act for the learner.",
              event -> Set.of(Tag.learner(event.learner())),
              Set.of("/person/id")),
          new Entry<>(
              GroupMembershipStarted.class,
              "GroupMembershipStarted",
              1,
              "A learner joined a group.",
              event -> Set.of(Tag.learner(event.learner()), Tag.group(event.group())),
              Set.of()),
          new Entry<>(
              GroupMembershipEnded.class,
              "GroupMembershipEnded",
              1,
              "A learner left a group.",
              event -> Set.of(Tag.learner(event.learner()), Tag.group(event.group())),
              Set.of()));

  private RosterEntries() {}
}
