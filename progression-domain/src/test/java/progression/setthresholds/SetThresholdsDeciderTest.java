package progression.setthresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import progression.advice.Thresholds;
import progression.curriculum.Versioned;
import progression.event.ThresholdsSet;
import progression.kernel.Scenario;

class SetThresholdsDeciderTest {

  private static final Thresholds PATIENT = new Thresholds(5, 30, 2, 7, 20);

  private final SetThresholdsDecider decider = new SetThresholdsDecider();

  private Versioned sets(Scenario district, Thresholds thresholds) {
    return district.accepts(decider, new SetThresholds(thresholds)).outcome();
  }

  @Test
  void versions_count_from_one_and_the_same_again_changes_nothing() {
    Scenario district = Scenario.given();

    assertThat(sets(district, PATIENT).version()).isEqualTo(1);
    assertThat(sets(district, PATIENT)).isEqualTo(new Versioned(1, false, 0));
    assertThat(sets(district, Thresholds.DEFAULT).version()).isEqualTo(2);
    assertThat(district.ledger(ThresholdsSet.class).map(ThresholdsSet::thresholds))
        .containsExactly(PATIENT, Thresholds.DEFAULT);
  }

  @Test
  void a_group_of_less_than_ten_can_never_be_shown() {
    assertThatThrownBy(() -> new Thresholds(3, 14, 1, 14, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smallestGroup is 9");
  }

  @Test
  void a_learner_without_evidence_cannot_be_called_stuck() {
    assertThatThrownBy(() -> new Thresholds(0, 14, 1, 14, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
