package progression.axon4;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * One learner's evidence on one competency, the nearest that an aggregate comes to the boundary of
 * the ledger's {@code RecordEvidence}: it refuses what it has already, averages what it has and
 * tells a verdict. Its events have the same content.
 */
public class LearnerCompetency {

  private static final BigDecimal THRESHOLD = new BigDecimal("0.9");

  /**
   * Begins with so many pieces of evidence.
   *
   * @param evidence the first evidence's number; the next ones follow
   */
  public record Begin(
      @TargetAggregateIdentifier String id,
      String learner,
      String competency,
      int pieces,
      long evidence) {}

  /** One more piece of evidence. */
  public record RecordEvidence(
      @TargetAggregateIdentifier String id, String evidence, BigDecimal scaled, Instant at) {}

  /** The learner is enrolled. */
  public record LearnerEnrolled(String id, String learner, String competency) {}

  /** What the ledger's event of this name holds. */
  public record EvidenceRecorded(
      Evidence evidence, String framework, int frameworkVersion, Verdict verdict) {}

  /** What a learner was seen to do. */
  public record Evidence(
      String id,
      String learner,
      String competency,
      String kind,
      Score score,
      String assessor,
      String setting,
      List<String> collaborators,
      List<String> artifacts,
      String occurredAt) {}

  /** A share of the possible. */
  public record Score(BigDecimal scaled) {}

  /** What is made of it. */
  public record Verdict(
      String status,
      BigDecimal estimate,
      BigDecimal threshold,
      String policy,
      int policyVersion,
      String reason) {}

  @AggregateIdentifier private String id;
  private String learner;
  private String competency;
  private final Map<String, BigDecimal> scores = new HashMap<>();

  /** Axon makes an empty one and tells it what has happened. */
  protected LearnerCompetency() {}

  @CommandHandler
  LearnerCompetency(Begin command) {
    apply(new LearnerEnrolled(command.id, command.learner, command.competency))
        .andThen(() -> {
          for (int i = 0; i < command.pieces; i++) {
            String piece = "lms:attempt-" + (command.evidence + i);
            handle(new RecordEvidence(command.id, piece, new BigDecimal("0.55"), Instant.now()));
          }
        });
  }

  @CommandHandler
  void handle(RecordEvidence command) {
    if (scores.containsKey(command.evidence)) {
      return;
    }
    BigDecimal sum = command.scaled;
    for (BigDecimal score : scores.values()) {
      sum = sum.add(score);
    }
    BigDecimal estimate =
        sum.divide(BigDecimal.valueOf(scores.size() + 1), 34, RoundingMode.DOWN)
            .stripTrailingZeros();
    boolean mastered = estimate.compareTo(THRESHOLD) >= 0;
    apply(
        new EvidenceRecorded(
            new Evidence(
                command.evidence,
                learner,
                competency,
                "assessment",
                new Score(command.scaled),
                "T-7",
                "classroom",
                List.of(),
                List.of(),
                command.at.toString()),
            "math",
            1,
            new Verdict(
                mastered ? "mastered" : "not-yet",
                estimate,
                THRESHOLD,
                "math-average",
                1,
                "The estimate " + estimate + (mastered ? " reaches" : " is below") + " 0.9.")));
  }

  @EventSourcingHandler
  void on(LearnerEnrolled event) {
    id = event.id;
    learner = event.learner;
    competency = event.competency;
  }

  @EventSourcingHandler
  void on(EvidenceRecorded event) {
    scores.put(event.evidence.id, event.evidence.score.scaled);
  }
}
