package progression.projections.groupdashboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import progression.advice.Thresholds;
import progression.event.FrameworkPublished;
import progression.kernel.CompetencyId;
import progression.projections.http.Cursor;
import progression.projections.rows.DistrictRowsJdbc.Found;

/**
 * Whom of a group somebody should look at, and by which rule.
 *
 * @param group the id of the group
 * @param position what the answer reflects: every event of the district up to here
 * @param at the time against which days are counted
 * @param members how many the group has now
 * @param thresholds from where on the district wants to be told
 * @param feedback how the group's evidence fares with it
 * @param entries by learner, rule and what they are about
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
   * @param answered pieces of evidence that somebody spoke to, or to their competency since
   * @param waiting pieces of evidence that nobody has spoken to yet, however short
   * @param medianDays from a piece's entry into the record to the first feedback on it; none where
   *     there was none
   */
  @Schema(name = "GroupFeedbackPace")
  public record FeedbackPace(long answered, long waiting, @Nullable BigDecimal medianDays) {}

  /**
   * @param rule {@code stuck}: evidence and no mastery; {@code ready}: all prerequisites are
   *     mastered and nothing is started; {@code unanswered}: evidence without feedback since it was
   *     recorded
   * @param statement what the competency is, in words; none where no framework has it any more
   * @param evidence the id of what is unanswered; none by the other rules
   * @param status of her verdict on the competency; none where it does not matter
   * @param threshold from which on it is told: pieces, prerequisites or days
   * @param count pieces of evidence where she is stuck, prerequisites where she is ready, days
   *     since the evidence was recorded where it is unanswered
   * @param reason the rule in a sentence
   */
  @Schema(name = "GroupDashboardEntry")
  public record Entry(
      String learner,
      String rule,
      String competency,
      @Nullable String code,
      @Nullable String statement,
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

  /**
   * What the tables say.
   *
   * @param knowsCompetency whether there is the competency that is asked about, if one is
   */
  record Read(
      boolean known,
      boolean knowsCompetency,
      int members,
      Thresholds thresholds,
      FeedbackPace feedback,
      List<Row> entries) {
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
      @Nullable String code,
      @Nullable String statement) {

    private Entry entry() {
      return new Entry(
          learner,
          rule,
          competency,
          code,
          statement,
          framework,
          evidence,
          status,
          threshold,
          count,
          reason());
    }

    private String reason() {
      String name =
          statement == null
              ? competency
              : new FrameworkPublished.Competency(new CompetencyId(competency), code, statement)
                  .called();
      return switch (Rule.valueOf(rule.toUpperCase(Locale.ROOT))) {
        case STUCK ->
            "%s of evidence on %s and no mastery; told from %d on."
                .formatted(count == 1 ? "1 piece" : count + " pieces", name, threshold);
        case READY ->
            count == 1
                ? "The one prerequisite of %s is mastered, and nothing of it is started."
                    .formatted(name)
                : "All %d prerequisites of %s are mastered, and nothing of it is started."
                    .formatted(count, name);
        case UNANSWERED ->
            "%s without feedback on evidence of %s; told from %d on."
                .formatted(count == 1 ? "1 day" : count + " days", name, threshold);
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
        page.size() < rows.size() ? cursor(asked, page.getLast()) : null);
  }

  /** Days are counted against the same time on every page. */
  private static String cursor(Asked asked, Row last) {
    return new Cursor(
            list(asked.group()),
            List.of(asked.at().toString(), last.learner(), last.rule(), last.subject()))
        .text();
  }

  /** The list of a group, to which its cursors belong. */
  static String list(String group) {
    return "groups/%s/dashboard".formatted(group);
  }
}
