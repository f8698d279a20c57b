package progression.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import progression.mastery.Score;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Values that we read ourselves, and not as Jackson would. */
class DomainJsonTest {

  @Test
  void any_time_is_read_as_it_was_written() {
    Random random = new Random();
    for (int i = 0; i < 20_000; i++) {
      int unit = (int) Math.pow(10, random.nextInt(10));
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-62_135_596_800L, 253_402_300_800L),
              random.nextInt(1_000_000_000) / unit * unit);
      assertThat(time(time.toString())).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00+02:00",
        "2026-03-31T10:00:00Z",
        "2024-02-29T10:00:00Z",
        "+12026-03-01T10:00:00Z",
        "-0001-03-01T10:00:00.5Z"
      })
  void a_time_of_another_form_is_read_too(String text) {
    assertThat(time(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-03-00T10:00:00Z",
        "2026-03-01T10:60:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T10:00:00.1234567890Z",
        "2026-03-01T10:00:00.x23Z",
        "2026-03-01 10:00:00Z",
        "2026-03-0aT10:00:00Z"
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> time(text)).isInstanceOf(MismatchedInputException.class);
  }

  @Test
  void a_score_is_read_in_each_of_its_forms() {
    assertThat(score("{\"scaled\":0.85}")).isEqualTo(new Score.Scaled(new BigDecimal("0.85")));
    assertThat(score("{\"level\":-3}")).isEqualTo(new Score.Level(new BigDecimal("-3")));
    assertThat(score("{\"raw\":17,\"max\":20.5}"))
        .isEqualTo(new Score.Raw(new BigDecimal("17"), new BigDecimal("20.5")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "0.85",
        "{\"scaled\":\"0.85\"}",
        "{\"scaled\":null}",
        "{\"scaled\":{}}",
        "{\"scaled\":0.85,\"max\":1}",
        "{\"scaled\":0.85,\"level\":1}",
        "{\"raw\":17}",
        "{\"raw\":17,\"max\":null}",
        "{\"raw\":17,\"max\":20,\"level\":1}",
        "{\"max\":20}",
        "{\"mark\":1}"
      })
  void what_is_no_score_is_refused(String json) {
    assertThatThrownBy(() -> score(json)).isInstanceOf(MismatchedInputException.class);
  }

  /** Something that not every payload can be. */
  record Pair(int first, @Nullable Instant second) {
    Pair {
      if (first < 0) {
        throw new IllegalArgumentException("below zero: " + first);
      }
    }
  }

  @Test
  void a_record_is_made_of_what_is_there() {
    assertThat(pair("{\"second\":\"2026-03-01T10:00:00Z\",\"first\":7}"))
        .isEqualTo(new Pair(7, Instant.parse("2026-03-01T10:00:00Z")));
    assertThat(pair("{\"first\":7}")).isEqualTo(new Pair(7, null));
  }

  @Test
  void what_a_record_does_not_take_is_refused_for_its_reason() {
    assertThatThrownBy(() -> pair("{\"first\":-7}"))
        .isInstanceOf(ValueInstantiationException.class)
        .hasMessageContaining("below zero: -7")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pair("{}")).isInstanceOf(MismatchedInputException.class);
    assertThatThrownBy(() -> pair("{\"first\":null}")).isInstanceOf(MismatchedInputException.class);
  }

  private static Pair pair(String json) {
    return DomainJson.mapper().readValue(json, Pair.class);
  }

  private static Instant time(String text) {
    return DomainJson.mapper().readValue('"' + text + '"', Instant.class);
  }

  private static Score score(String json) {
    return DomainJson.mapper().readValue(json, Score.class);
  }
}
