package progression.projections.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import progression.event.FrameworkPublished;
import progression.event.FrameworkPublished.Association.Type;
import progression.event.LearnerEnrolled;
import progression.event.LearnerEvent;
import progression.event.ObjectivesMapped;
import progression.event.PathwayPublished;
import progression.event.PolicyAdopted;
import progression.event.ThresholdsSet;
import progression.kernel.CompetencyId;
import progression.ledger.json.DomainJson;
import progression.pathway.Pathway;
import progression.projections.rows.CommonRows.Learner;
import progression.projections.rows.CommonRows.PathwayStage;
import progression.projections.rows.CommonRows.Standard;
import progression.projections.runtime.ProjectedEvent;

/** The part of every projection's fold that makes the rows they all have. */
public final class CommonFold {

  private record StandardKey(String district, String framework, String competency) {}

  private record StageKey(String district, String pathway, int version, int ordinal) {}

  private final Map<Learner, Learner> learners = new LinkedHashMap<>();
  private final Map<StandardKey, Standard> standards = new LinkedHashMap<>();
  private final Map<StageKey, PathwayStage> stages = new LinkedHashMap<>();

  /** One more event. */
  public void apply(ProjectedEvent recorded) {
    switch (recorded.event()) {
      case LearnerEvent event -> {
        if (event instanceof LearnerEnrolled) {
          Learner learner = new Learner(recorded.district(), event.learner().value());
          learners.put(learner, learner);
        }
      }
      case FrameworkPublished event -> standards(recorded, event);
      case PathwayPublished event -> stages(recorded, event);
      case PolicyAdopted ignored -> {
        // a verdict names its policy itself
      }
      case ObjectivesMapped ignored -> {
        // what became evidence by it says of which competency
      }
      case ThresholdsSet ignored -> {
        // is for dashboards alone
      }
    }
  }

  /** The changes so far. */
  public CommonRows rows() {
    return new CommonRows(
        List.copyOf(learners.values()),
        List.copyOf(standards.values()),
        List.copyOf(stages.values()));
  }

  private void standards(ProjectedEvent recorded, FrameworkPublished event) {
    String district = recorded.district();
    String framework = event.framework().value();
    Map<CompetencyId, List<String>> prerequisites =
        event.associations().stream()
            .filter(association -> association.type() == Type.PRECEDES)
            .collect(
                groupingBy(
                    FrameworkPublished.Association::to,
                    mapping(association -> association.from().value(), toList())));
    for (FrameworkPublished.Competency competency : event.competencies()) {
      String id = competency.id().value();
      standards.put(
          new StandardKey(district, framework, id),
          new Standard(
              district,
              framework,
              id,
              event.version(),
              competency.code(),
              competency.statement(),
              prerequisites.getOrDefault(competency.id(), List.of()),
              recorded.position()));
    }
  }

  private void stages(ProjectedEvent recorded, PathwayPublished event) {
    String district = recorded.district();
    String pathway = event.pathway().value();
    int ordinal = 0;
    for (Pathway.Stage stage : event.definition().stages()) {
      stages.put(
          new StageKey(district, pathway, event.version(), ordinal),
          new PathwayStage(
              district,
              pathway,
              event.version(),
              ordinal,
              stage.id(),
              event.framework().value(),
              DomainJson.mapper().valueToTree(stage.requirement()),
              stage.weeks(),
              recorded.position()));
      ordinal++;
    }
  }
}
