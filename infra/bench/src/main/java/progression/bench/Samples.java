package progression.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import progression.event.EventCatalog;
import progression.event.EvidenceRecorded;
import progression.kernel.CompetencyId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.LearnerId;
import progression.kernel.PolicyId;
import progression.ledger.TagKey;
import progression.ledger.TagText;
import progression.ledger.json.JsonEventCodec;
import progression.mastery.Evidence;
import progression.mastery.Score;
import progression.mastery.Verdict;

/** Evidence as the ledger sees it all day, as an event for ours and as a row for the references. */
final class Samples {

  static final String TYPE = "EvidenceRecorded";
  static final String METADATA =
      """
      {"client":"district-sis","onBehalfOf":"teacher:T-7",\
      "correlationId":"01a2074a-8537-7f0a-b983-cab4447b70b2",\
      "causationId":"01a2074a-8537-7f0a-b983-cab4447b70b3"}\
      """;

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final String COMPETENCY = "6d2f5c1e-0000-4000-8000-0000000000";
  private static final AtomicLong IDS = new AtomicLong();

  /** One event as the ledger stores it, cut where the ids stand: text is cheaper to join. */
  private static final String[] PAYLOAD =
      new JsonEventCodec().encode(event("#", "#", "lms:attempt-#")).split("#", -1);

  private Samples() {}

  /**
   * A row of the references, made as cheaply as can be.
   *
   * @param tags three, the learner's first
   * @param keys what they are looked up by
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Row(UUID id, OffsetDateTime time, List<String> tags, long[] keys, String payload) {
    long learnerKey() {
      return keys[0];
    }
  }

  /** A number that no other piece of evidence of this run has. */
  static long nextId() {
    return IDS.incrementAndGet();
  }

  /** One of 32. */
  static CompetencyId competency(long number) {
    return new CompetencyId(COMPETENCY + (10 + number % 32));
  }

  static EvidenceRecorded event(long learner, long id) {
    return event("S-" + learner, competency(id).value(), "lms:attempt-" + id);
  }

  static EvidenceRecorded event(String learner, String competency, String id) {
    return new EvidenceRecorded(
        new Evidence(
            new EvidenceId(id),
            new LearnerId(learner),
            new CompetencyId(competency),
            Evidence.Kind.ASSESSMENT,
            new Score.Scaled(new BigDecimal("0.55")),
            "T-7",
            "classroom",
            List.of(),
            List.of(),
            TIME,
            null),
        new FrameworkId("math"),
        1,
        new Verdict(
            Verdict.Status.NOT_YET,
            new BigDecimal("0.55"),
            new BigDecimal("0.9"),
            new PolicyId("math-average"),
            1,
            null,
            "The estimate 0.55 is below 0.9."),
        null);
  }

  static Row row(long learner, long id) {
    String competency = competency(id).value();
    List<String> tags =
        List.of(
            "learner=S-" + learner,
            "learner/competency=S-" + learner + "/" + competency,
            "evidence=lms:attempt-" + id);
    return new Row(
        uuid(),
        OffsetDateTime.now(ZoneOffset.UTC),
        tags,
        tags.stream().mapToLong(Samples::key).toArray(),
        PAYLOAD[0] + id + PAYLOAD[1] + "S-" + learner + PAYLOAD[2] + competency + PAYLOAD[3]);
  }

  /** What events of our type are looked up by that carry a tag. */
  static long key(String tag) {
    return TagKey.of(tag, TYPE);
  }

  /** Version 7, as the ledger's ids are: of ids in order an index takes in more. */
  static UUID uuid() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(
        System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(0x1000),
        0x8000_0000_0000_0000L | random.nextLong() >>> 2);
  }

  /** Whether a row of the references is what ours stores. Otherwise nothing here is comparable. */
  static void check() {
    EvidenceRecorded event = event(7, 8);
    Row row = row(7, 8);
    List<String> tags = EventCatalog.tags(event).stream().map(TagText::of).sorted().toList();
    if (!row.payload().equals(new JsonEventCodec().encode(event))
        || !row.tags().stream().sorted().toList().equals(tags)) {
      throw new IllegalStateException("%s is not %s %s".formatted(row, tags, event));
    }
  }
}
