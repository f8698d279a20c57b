package progression.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import progression.consequence.Answer;
import progression.ledger.Wanted.Part;

/**
 * Takes one criterion at a time out of the conditions of the product's own commands, lets another
 * node do between decision and append just what that criterion is about, and shows that the record
 * is then wrong; and that it is right with all of them.
 */
class ConditionMutationsIT {

  private static final Predicate<Part> NONE = condition -> false;

  private final String district = TestDatabase.newDistrict();
  private final HikariDataSource pool = TestDatabase.pool(8);
  private final RecordingNode rival = new RecordingNode(district, pool);

  @BeforeEach
  void openSchool() {
    rival.openSchool();
    rival.enroll("S-1");
    rival.enroll("S-2");
  }

  @AfterEach
  void close() {
    rival.close();
    pool.close();
  }

  @Test
  void the_id_of_evidence_is_given_once() {
    assertThatThrownBy(() -> record("S-1", "E-1", NONE, () -> rival.record("S-2", List.of("E-1"))))
        .hasMessage("refused: evidence-conflict");
    assertThat(count("EvidenceRecorded")).isEqualTo(1);
  }

  @Test
  void without_the_tag_of_evidence_an_id_is_given_twice() {
    record("S-1", "E-1", about("evidence"), () -> rival.record("S-2", List.of("E-1")));
    assertThat(count("EvidenceRecorded")).isEqualTo(2);
  }

  @Test
  void a_mastery_is_claimed_once() {
    record("S-1", "E-1", NONE, () -> rival.record("S-1", List.of("E-2")));
    assertThat(count("CompetencyMastered")).isEqualTo(1);
  }

  @Test
  void without_the_tags_of_a_learner_and_her_competencies_a_mastery_is_claimed_twice() {
    Predicate<Part> hers = about("learner").or(about("learner/competency"));

    record("S-1", "E-1", hers, () -> rival.record("S-1", List.of("E-2")));
    assertThat(count("CompetencyMastered")).isEqualTo(2);
  }

  @Test
  void evidence_is_judged_together_with_all_there_is() {
    assertThat(estimateBeside(NONE)).isEqualByComparingTo("0.1");
  }

  @Test
  void without_the_tag_of_a_learners_competency_some_of_it_is_overlooked() {
    assertThat(estimateBeside(about("learner/competency"))).isEqualByComparingTo("0.9");
  }

  /** Of a mastered competency, so that what happens meanwhile changes no claim. */
  private BigDecimal estimateBeside(Predicate<Part> left) {
    rival.record("S-1", List.of("E-0"));
    Answer answer = record("S-1", "E-1", left, () -> rival.record("S-1", List.of("E-2"), "0.1"));
    return requireNonNull(answer.verdict().estimate());
  }

  @Test
  void a_learner_is_enrolled_once() {
    enroll(NONE);
    assertThat(count("LearnerEnrolled")).isEqualTo(3);
  }

  @Test
  void without_the_tag_of_a_learner_she_is_enrolled_twice() {
    enroll(about("learner"));
    assertThat(count("LearnerEnrolled")).isEqualTo(4);
  }

  @Test
  void evidence_is_decided_by_the_policy_in_force() {
    record("S-1", "E-1", NONE, rival::raiseTheBar);
    assertThat(count("CompetencyMastered")).isZero();
  }

  @Test
  void without_the_tag_of_the_curriculum_it_is_decided_by_one_that_was() {
    record("S-1", "E-1", about("curriculum"), rival::raiseTheBar);
    assertThat(count("CompetencyMastered")).isEqualTo(1);
  }

  @Test
  void what_hangs_on_it_by_a_policy_that_is_adopted_meanwhile_is_decided_too() {
    rival.recordRates("S-1", "E-0");
    record("S-1", "E-1", NONE, rival::turnStrict);
    assertThat(count("CompetencyMastered")).isEqualTo(2);
  }

  @Test
  void without_the_tag_of_the_curriculum_it_is_left_for_the_next_decision() {
    rival.recordRates("S-1", "E-0");
    record("S-1", "E-1", about("curriculum"), rival::turnStrict);
    assertThat(count("CompetencyMastered")).isEqualTo(1);
  }

  /** Records with those conditions left out; something else happens just before the append. */
  private Answer record(String learner, String id, Predicate<Part> left, Runnable meanwhile) {
    try (RecordingNode node = new RecordingNode(district, pool, interrupted(left, meanwhile))) {
      return node.record(learner, List.of(id)).getFirst();
    }
  }

  private void enroll(Predicate<Part> left) {
    Runnable meanwhile = () -> rival.enroll("S-3");
    try (RecordingNode node = new RecordingNode(district, pool, interrupted(left, meanwhile))) {
      node.enroll("S-3");
    }
  }

  private static Ledgers.LedgerFactory interrupted(Predicate<Part> left, Runnable meanwhile) {
    AtomicReference<Runnable> once = new AtomicReference<>(meanwhile);
    return (district, dataSource) ->
        new Ledger(
            district,
            dataSource,
            new ReadJdbc(district, Ledger.schema(district)),
            (pool, jdbc, signal) ->
                new GroupCommitAppender(pool, jdbc, signal) {
                  @Override
                  CompletableFuture<Long> append(AppendRequest request) {
                    once.getAndSet(() -> {}).run();
                    return super.append(
                        new AppendRequest(
                            request.conditions().stream().filter(left.negate()).toList(),
                            request.events(),
                            request.priority()));
                  }
                });
  }

  private static Predicate<Part> about(String key) {
    return condition ->
        condition.criterion().tags().stream().anyMatch(tag -> tag.startsWith(key + "="));
  }

  private long count(String type) {
    return rival.reader().after(-1, 1_000).stream()
        .filter(event -> event.type().equals(type))
        .count();
  }
}
