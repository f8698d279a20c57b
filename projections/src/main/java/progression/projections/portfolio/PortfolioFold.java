package progression.projections.portfolio;

import static progression.projections.portfolio.PortfolioRows.Kind.CHECK_IN;
import static progression.projections.portfolio.PortfolioRows.Kind.CHOICE;
import static progression.projections.portfolio.PortfolioRows.Kind.FEEDBACK;
import static progression.projections.portfolio.PortfolioRows.Kind.GROUP;
import static progression.projections.portfolio.PortfolioRows.Kind.PERSON;
import static progression.projections.portfolio.PortfolioRows.Kind.PIECE;
import static progression.projections.portfolio.PortfolioRows.Kind.PROFILE;
import static progression.projections.portfolio.PortfolioRows.Kind.REFLECTION;
import static progression.projections.portfolio.PortfolioRows.Kind.REQUEST;
import static progression.projections.portfolio.PortfolioRows.Kind.RETRACTED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import progression.agency.Actor;
import progression.event.CheckInConcluded;
import progression.event.CheckInScheduled;
import progression.event.ChoiceMade;
import progression.event.CompetencyEvent;
import progression.event.Consequence;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.FeedbackGiven;
import progression.event.FeedbackRequested;
import progression.event.GoalEvent;
import progression.event.GroupMembershipEnded;
import progression.event.GroupMembershipStarted;
import progression.event.LearnerDescribed;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.LearnerOwnedEvent;
import progression.event.PathwayStarted;
import progression.event.PortfolioCurated;
import progression.event.ProfileChanged;
import progression.event.ReferenceEvent;
import progression.event.ReflectionWritten;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.event.RosterEvent;
import progression.event.ThresholdsSet;
import progression.kernel.EvidenceId;
import progression.kernel.GroupId;
import progression.ledger.json.DomainJson;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.portfolio.PortfolioRows.Kind;
import progression.projections.rows.CommonFold;
import progression.projections.runtime.ProjectedEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From events, in order, to row changes. Pure. Rows are merged by the same rules in SQL. */
final class PortfolioFold {

  private static final JsonMapper JSON = DomainJson.mapper();

  private record EntryKey(String district, String learner, Kind kind, String id) {}

  private final CommonFold common = new CommonFold();
  private final Map<EntryKey, Entry> entries = new LinkedHashMap<>();

  private PortfolioFold() {}

  /** All of them, in order. */
  static PortfolioRows fold(List<ProjectedEvent> events) {
    PortfolioFold fold = new PortfolioFold();
    events.forEach(fold::apply);
    return new PortfolioRows(fold.common.rows(), List.copyOf(fold.entries.values()));
  }

  private void apply(ProjectedEvent recorded) {
    common.apply(recorded);
    switch (recorded.event()) {
      case RosterEvent event -> apply(recorded, event);
      case LearnerOwnedEvent event -> apply(recorded, event);
      case EvidenceRetracted e -> retracted(recorded, e, e.evidence(), true);
      case EvidenceReinstated e -> retracted(recorded, e, e.evidence(), false);
      case CompetencyEvent ignored -> {
        // what she has mastered is told elsewhere
      }
      case Consequence ignored -> {
        // so is what follows from it
      }
      case GoalEvent ignored -> {
        // so are her goals
      }
      case PathwayStarted ignored -> {
        // so is her way
      }
      case ReferenceEvent ignored -> {
        // names are looked up when the record is read
      }
      case ThresholdsSet ignored -> {
        // what dashboards say is not of her record
      }
    }
  }

  private void apply(ProjectedEvent recorded, RosterEvent event) {
    switch (event) {
      case LearnerEnrolled ignored -> {
        // nobody has said anything yet
      }
      case LearnerDescribed ignored -> {
        // what she is counted in for reports is not shown around
      }
      case RelationshipStarted e -> person(recorded, e, e.person(), true);
      case RelationshipEnded e -> person(recorded, e, e.person(), false);
      case GroupMembershipStarted e -> group(recorded, e, e.group(), true);
      case GroupMembershipEnded e -> group(recorded, e, e.group(), false);
    }
  }

  private void apply(ProjectedEvent recorded, LearnerOwnedEvent event) {
    ObjectNode said = said(recorded, event);
    switch (event) {
      case ProfileChanged e -> put(recorded, e, PROFILE, "", JSON.valueToTree(e.change()));
      case FeedbackRequested e -> put(recorded, e, REQUEST, e.id().value(), said);
      case FeedbackGiven e -> put(recorded, e, FEEDBACK, e.id().value(), said);
      case ReflectionWritten e -> put(recorded, e, REFLECTION, e.id().value(), said);
      case CheckInScheduled e -> put(recorded, e, CHECK_IN, e.id().value(), said);
      case CheckInConcluded e -> {
        said.remove("author"); // it stays whose appointment it was
        said.set("concludedBy", JSON.valueToTree(e.author()));
        put(recorded, e, CHECK_IN, e.id().value(), said);
      }
      case ChoiceMade e -> {
        String stage = e.stage() == null ? "" : e.stage(); // a choice of the pathway itself
        put(recorded, e, CHOICE, pair(e.pathway().value(), stage), said);
      }
      case PortfolioCurated e -> put(recorded, e, PIECE, e.evidence().value(), said);
    }
  }

  private void person(
      ProjectedEvent recorded, LearnerEvent event, Actor person, boolean isCurrent) {
    ObjectNode said = said(recorded, event).put("current", isCurrent);
    put(recorded, event, PERSON, pair(person.role().name(), person.id()), said);
  }

  private void group(
      ProjectedEvent recorded, LearnerEvent event, GroupId group, boolean isCurrent) {
    put(recorded, event, GROUP, group.value(), said(recorded, event).put("current", isCurrent));
  }

  private void retracted(
      ProjectedEvent recorded, LearnerEvent event, EvidenceId evidence, boolean isCurrent) {
    ObjectNode said = JSON.createObjectNode().put("current", isCurrent);
    put(recorded, event, RETRACTED, evidence.value(), said);
  }

  /** What an event says, and when it was recorded. */
  private static ObjectNode said(ProjectedEvent recorded, LearnerEvent event) {
    ObjectNode said = JSON.valueToTree(event);
    said.remove("learner");
    return said.put("recordedAt", recorded.recordedAt().toString());
  }

  private void put(
      ProjectedEvent recorded, LearnerEvent event, Kind kind, String id, ObjectNode said) {
    String learner = event.learner().value();
    entries.merge(
        new EntryKey(recorded.district(), learner, kind, id),
        new Entry(recorded.district(), learner, kind, id, recorded.position(), said),
        PortfolioFold::then);
  }

  /** Later members replace earlier ones. In SQL this is the upsert of the same table. */
  private static Entry then(Entry before, Entry after) {
    ObjectNode said = before.said().deepCopy();
    said.setAll(after.said());
    return new Entry(
        before.district(), before.learner(), before.kind(), before.id(), before.position(), said);
  }

  /** Two names as one, of which no other two names make the same. */
  private static String pair(String one, String other) {
    return one.length() + ":" + one + "/" + other;
  }
}
