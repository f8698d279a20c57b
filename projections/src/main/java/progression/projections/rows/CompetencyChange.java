package progression.projections.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import progression.event.CompetencyEvent;
import progression.event.CompetencyMastered;
import progression.event.CompetencyRuled;
import progression.event.EvidenceCorrected;
import progression.event.EvidenceRecorded;
import progression.event.EvidenceReinstated;
import progression.event.EvidenceRetracted;
import progression.event.MasteryWithdrawn;
import progression.event.VerdictChanged;
import progression.kernel.FrameworkId;
import progression.mastery.Grounds;
import progression.mastery.Verdict;

/**
 * What an event changes about a learner and a competency, for every projection that tells where she
 * stands. Folded from her first event the changes are her rows; from a later one on, {@link
 * CompetencyJdbc} merges them into her rows by the same rules.
 *
 * @param status of the last verdict, in kebab-case
 * @param reason of the last verdict, one plain sentence; none where a table does not keep it
 * @param estimate unrounded
 * @param evidence how many pieces count towards the verdict
 * @param firstEvidenceAt when the earliest of all pieces occurred, whether it still counts or not
 * @param lastEvidenceAt when the latest of those that count occurred
 * @param since when mastery was shown; only while mastered
 * @param recounted whether a change counts the evidence anew, and does not add to it
 */
public record CompetencyChange(
    String district,
    String learner,
    String competency,
    String framework,
    String status,
    @Nullable String reason,
    @Nullable BigDecimal estimate,
    long evidence,
    @Nullable Instant firstEvidenceAt,
    @Nullable Instant lastEvidenceAt,
    @Nullable Instant since,
    boolean recounted) {

  /** Whose row it is. */
  public record Key(String district, String learner, String competency) {}

  public Key key() {
    return new Key(district, learner, competency);
  }

  /** What the event changes. */
  public static CompetencyChange of(String district, CompetencyEvent event) {
    return switch (event) {
      case EvidenceRecorded e -> {
        Instant occurredAt = micros(e.evidence().occurredAt());
        yield said(district, e, e.framework(), e.verdict()).counting(1, occurredAt);
      }
      case EvidenceRetracted e ->
          said(district, e, e.framework(), e.verdict()).recounting(e.remaining(), e.latest());
      case EvidenceReinstated e ->
          said(district, e, e.framework(), e.verdict()).recounting(e.remaining(), e.latest());
      case EvidenceCorrected e -> said(district, e, e.framework(), e.verdict());
      case CompetencyRuled e -> said(district, e, e.framework(), e.verdict());
      case VerdictChanged e -> said(district, e, e.framework(), e.verdict());
      case CompetencyMastered e -> {
        boolean isOverridden = e.basis() == CompetencyMastered.Basis.OVERRIDDEN;
        Verdict.Status status = isOverridden ? Verdict.Status.OVERRIDDEN : Verdict.Status.MASTERED;
        yield claimed(district, e, status, e.framework(), e.grounds());
      }
      case MasteryWithdrawn e ->
          claimed(district, e, Verdict.Status.WITHDRAWN, e.framework(), e.grounds());
    };
  }

  /** The later verdict stands; evidence adds up, unless it is counted anew. */
  public CompetencyChange then(CompetencyChange change) {
    return new CompetencyChange(
        change.district,
        change.learner,
        change.competency,
        change.framework,
        change.status,
        change.reason,
        change.estimate,
        change.recounted ? change.evidence : evidence + change.evidence,
        earlier(firstEvidenceAt, change.firstEvidenceAt),
        change.recounted ? change.lastEvidenceAt : later(lastEvidenceAt, change.lastEvidenceAt),
        change.since,
        recounted || change.recounted);
  }

  private static CompetencyChange said(
      String district, CompetencyEvent event, FrameworkId framework, Verdict verdict) {
    return of(
        district,
        event,
        framework,
        verdict.status(),
        verdict.reason(),
        verdict.estimate(),
        verdict.since());
  }

  private static CompetencyChange claimed(
      String district,
      CompetencyEvent event,
      Verdict.Status status,
      FrameworkId framework,
      Grounds grounds) {
    return of(
        district, event, framework, status, grounds.reason(), grounds.estimate(), grounds.since());
  }

  private static CompetencyChange of(
      String district,
      CompetencyEvent event,
      FrameworkId framework,
      Verdict.Status status,
      String reason,
      @Nullable BigDecimal estimate,
      @Nullable Instant since) {
    return new CompetencyChange(
        district,
        event.learner().value(),
        event.competency().value(),
        framework.value(),
        status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        reason,
        estimate,
        0,
        null,
        null,
        micros(since),
        false);
  }

  private CompetencyChange counting(long pieces, @Nullable Instant at) {
    return counted(pieces, at, at, false);
  }

  private CompetencyChange recounting(long pieces, @Nullable Instant latest) {
    return counted(pieces, null, micros(latest), true);
  }

  private CompetencyChange counted(
      long pieces, @Nullable Instant first, @Nullable Instant last, boolean anew) {
    return new CompetencyChange(
        district,
        learner,
        competency,
        framework,
        status,
        reason,
        estimate,
        pieces,
        first,
        last,
        since,
        anew);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** As exact as the tables keep it, so that a replay and the tables agree. */
  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}
