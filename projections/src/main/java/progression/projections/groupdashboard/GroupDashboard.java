package progression.projections.groupdashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import progression.advice.Thresholds;
import progression.projections.http.Cursor;
import progression.projections.rows.DistrictRowsJdbc.Found;

/**
 * Whom of a group somebody should look at, and by which rule.
 *
 * @param position what the answer reflects: every event of the district up to here
 * @param behind learners of the district of whom an event could not be applied: what is said of
 *     them is older
 * @param at the time against which days are counted
 * @param members how many the group has now
 * @param thresholds from where on the district wants to be told
 * @param feedback how the group's evidence fares with it
 * @param entries by learner, rule and what they are about
 * @param next where the next page begins; none where this is the last one
 */
public record GroupDashboard(
    String group,
    long position,
    int behind,
    Instant at,
    int members,
    Thresholds thresholds,
    FeedbackPace feedback,
    List<Entry> entries,
    @Nullable String next) {

  public GroupDashboard {
    entries = List.copyOf(entries);
  }

  /** What can put a learner on the dashboard. */
  enum Rule {
    STUCK,
    READY,
    UNANSWERED;

    /** As it is written. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param answered pieces that somebody spoke to, or to their competency since
   * @param waiting pieces that nobody has spoken to yet, however short
   * @param medianDays from a piece's entry into the record to the first feedback on it; none where
   *     there was none
   */
  @Schema(name = "GroupFeedbackPace")
  public record FeedbackPace(long answered, long waiting, @Nullable BigDecimal medianDays) {}

  /**
   * @param rule {@code stuck}, {@code ready} or {@code unanswered}
   * @param competency the CASE identifier
   * @param evidence what is unanswered; none by the other rules
   * @param status of her verdict on the competency; none where it does not matter
   * @param threshold of the rule: attempts, prerequisites or days
   * @param count what there is of them
   * @param reason the rule in a sentence
   */
  @Schema(name = "GroupDashboardEntry")
  public record Entry(
      String learner,
      String rule,
      String competency,
      @Nullable String code,
      String framework,
      @Nullable String evidence,
      @Nullable String status,
      int threshold,
      long count,
      String reason) {}

  /**
   * What is asked.
   *
   * @param rule and competency to tell of alone; none for all
   * @param after the learner, the rule and the subject behind which the page begins; empty for the
   *     first page
   */
  record Asked(
      String group,
      Instant at,
      @Nullable String rule,
      @Nullable String competency,
      List<String> after,
      int size) {
    Asked {
      after = List.copyOf(after);
    }
  }

  /** What the tables say. */
  record Read(
      boolean known, int members, Thresholds thresholds, FeedbackPace feedback, List<Row> entries) {
    Read {
      entries = List.copyOf(entries);
    }
  }

  /** An entry as the tables give it; {@code subject} is what it is ordered by. */
  record Row(
      String learner,
      String rule,
      String subject,
      String competency,
      String framework,
      @Nullable String evidence,
      @Nullable String status,
      int threshold,
      long count,
      @Nullable String code) {

    private Entry entry() {
      return new Entry(
          learner, rule, competency, code, framework, evidence, status, threshold, count, reason());
    }

    private String reason() {
      String name = code == null ? competency : code;
      return switch (Rule.valueOf(rule.toUpperCase(Locale.ROOT))) {
        case STUCK ->
            "%d pieces of evidence on %s and no mastery; told from %d on."
                .formatted(count, name, threshold);
        case READY ->
            "All %d prerequisites of %s are mastered, and nothing of it is started."
                .formatted(count, name);
        case UNANSWERED ->
            "%d days without feedback on evidence of %s; told from %d on."
                .formatted(count, name, threshold);
      };
    }
  }

  /** Puts a page together. */
  static GroupDashboard of(Asked asked, Found<Read> found) {
    List<Row> rows = found.rows().entries();
    List<Row> page = rows.subList(0, Math.min(asked.size(), rows.size()));
    return new GroupDashboard(
        asked.group(),
        found.position(),
        found.behind(),
        asked.at(),
        found.rows().members(),
        found.rows().thresholds(),
        found.rows().feedback(),
        page.stream().map(Row::entry).toList(),
        page.size() < rows.size() ? cursor(asked.at(), page.getLast()) : null);
  }

  /** Days are counted against the same time on every page. */
  private static String cursor(Instant at, Row last) {
    return new Cursor(List.of(at.toString(), last.learner(), last.rule(), last.subject())).text();
  }
}
