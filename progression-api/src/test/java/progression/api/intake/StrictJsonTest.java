package progression.api.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.Problem;
import progression.kernel.LearnerId;
import progression.mastery.Evidence;

class StrictJsonTest {

  @Test
  void fields_come_out_as_they_went_in() {
    Fields fields =
        parse(
            """
            {"text":"é 🙂","number":1.50,"whole":3,"time":"2026-03-01T10:00:00.5+01:00",
             "kind":"performance-task","list":["a","b"],"nothing":null,"object":{"id":"S-1"}}
            """);

    assertThat(fields.text("text")).isEqualTo("é 🙂");
    assertThat(fields.decimal("number")).isEqualTo(new BigDecimal("1.50"));
    assertThat(fields.integer("whole")).isEqualTo(3);
    assertThat(fields.time("time")).isEqualTo(Instant.parse("2026-03-01T09:00:00.5Z"));
    assertThat(fields.word("kind", Evidence.Kind.class)).isEqualTo(Evidence.Kind.PERFORMANCE_TASK);
    assertThat(fields.texts("list")).containsExactly("a", "b");
    assertThat(fields.optionalText("nothing")).isNull();
    assertThat(fields.object("object").value("id", LearnerId::new)).isEqualTo(new LearnerId("S-1"));
    fields.nothingElse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1} x",
        "{\"a\":1,\"a\":2}",
        "{\"o\":{\"a\":1,\"a\":2}}",
        "{\"a\":\"\u0000\"}",
        "// no\n{}"
      })
  void what_is_no_json_is_malformed(String text) {
    assertThat(problem(text, Fields::nothingElse).slug()).isEqualTo("malformed-json");
  }

  @Test
  void the_line_and_the_column_are_named() {
    Problem problem = problem("{\n \"a\": 1,\n \"a\": 2}", Fields::nothingElse);

    assertThat(problem.place()).isEqualTo(new Place.Position(3, 5));
  }

  @Test
  void deep_nesting_and_long_numbers_are_refused() {
    String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    String bottomless = "{\"a\":".repeat(100_000);
    String digits = "{\"a\":" + "9".repeat(1_000) + "}";

    String exponent = "{\"a\":1e99999999999}";

    for (String text : new String[] {deep, bottomless, digits, exponent}) {
      assertThat(problem(text, Fields::nothingElse).slug()).isEqualTo("malformed-json");
    }
  }

  @Test
  void bytes_that_are_no_utf8_are_refused_with_their_place() {
    byte[] latin = "{\"a\":\n\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};

    Problem problem = problem(latin, Fields::nothingElse);
    assertThat(problem.slug()).isEqualTo("malformed-text");
    assertThat(problem.place()).isEqualTo(new Place.Position(2, 2));
    assertThat(problem(utf16, Fields::nothingElse).slug()).isEqualTo("malformed-json");
    assertThat(problem(overlong, Fields::nothingElse).slug()).isEqualTo("malformed-text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"1\"}|must be a number",
        "{\"a\":true}|must be a number",
        "{\"a\":1e999999999}|at most 30 digits",
        "{\"a\":-1e-999999999}|at most 30 digits",
        "{}|is required",
        "{\"a\":null}|is required"
      })
  void a_number_is_a_number_of_sensible_size(String text, String why) {
    assertRefused(text, fields -> fields.decimal("a"), "/a", why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e0", "\"1\"", "4294967296", "true"})
  void a_whole_number_is_written_as_one(String value) {
    assertRefused("{\"a\":" + value + "}", fields -> fields.integer("a"), "/a", "whole number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30T10:00:00Z",
        "2026-03-01T10:00:00",
        "2026-03-01T25:00:00Z",
        "2026-03-01",
        "2026-03-01T10:00Z",
        "2026-03-01T10:00:00+99:00",
        "0001-01-01T00:00:00Z",
        "3000-01-01T00:00:00Z",
        "+12026-03-01T10:00:00Z",
        "now"
      })
  void a_time_exists_and_has_an_offset(String time) {
    assertRefused("{\"a\":\"" + time + "\"}", fields -> fields.time("a"), "/a", "a ");
  }

  @Test
  void texts_are_not_blank_not_too_long_and_without_nulls_or_halves() {
    assertRefused("{\"a\":\" \"}", fields -> fields.text("a"), "/a", "blank");
    assertRefused("{\"a\":\"x\\u0000\"}", fields -> fields.text("a"), "/a", "null character");
    assertRefused("{\"a\":\"x\\ud800\"}", fields -> fields.text("a"), "/a", "half a character");
    assertRefused("{\"a\":\"\\udc00x\"}", fields -> fields.text("a"), "/a", "half a character");
    String tooLong = "{\"a\":\"" + "x".repeat(1_001) + "\"}";
    assertRefused(tooLong, fields -> fields.text("a"), "/a", "at most 1000");
    assertRefused("{\"a\":1}", fields -> fields.text("a"), "/a", "must be a string");
  }

  @Test
  void lists_are_lists_and_not_too_long() {
    String tooLong = "{\"a\":[" + "\"x\",".repeat(100) + "\"x\"]}";

    assertRefused(tooLong, fields -> fields.texts("a"), "/a", "at most 100");
    assertRefused("{\"a\":{}}", fields -> fields.texts("a"), "/a", "must be a list");
    assertRefused("{\"a\":[\"x\",1]}", fields -> fields.texts("a"), "/a/1", "must be a string");
  }

  @Test
  void an_unknown_field_is_refused_wherever_it_stands() {
    assertRefused(
        "{\"a\":{\"b/c\":1}}",
        fields -> fields.object("a").nothingElse(),
        "/a/b~1c",
        "remove it or mend its name");
    assertRefused(
        "{\"a\":[{},{\"b\":1}]}",
        fields -> fields.objects("a", 10).forEach(Fields::nothingElse),
        "/a/1/b",
        "remove it");
  }

  @Test
  void a_uri_is_absolute_and_of_a_known_scheme() {
    for (String uri : new String[] {"javascript:alert(1)", "/relative", "http://[", "ht tp://x"}) {
      assertRefused(
          "{\"a\":\"" + uri + "\"}", fields -> fields.uri("a", Set.of("https")), "/a", "");
    }
  }

  @Test
  void what_the_domain_does_not_accept_is_told_in_its_words() {
    assertRefused(
        "{\"a\":\"x\\ny\"}",
        fields -> fields.value("a", LearnerId::new),
        "/a",
        "learner contains a control character");
  }

  @Test
  void problems_can_always_be_written() {
    Problem problem = problem("{\"\\u0001\":1}", Fields::nothingElse);

    assertThat(problem.place()).isEqualTo(new Place.Pointer("/\uFFFD"));
  }

  private static Fields parse(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem problem(String text, Consumer<Fields> use) {
    return problem(text.getBytes(StandardCharsets.UTF_8), use);
  }

  private static Problem problem(byte[] text, Consumer<Fields> use) {
    BadInput refused =
        catchThrowableOfType(BadInput.class, () -> use.accept(StrictJson.parse(text)));
    assertThat(refused).isNotNull();
    return refused.problem();
  }

  private static void assertRefused(String text, Consumer<Fields> use, String pointer, String why) {
    Problem problem = problem(text, use);
    assertThat(problem.place()).isEqualTo(new Place.Pointer(pointer));
    assertThat(problem.detail()).contains(why);
  }
}
