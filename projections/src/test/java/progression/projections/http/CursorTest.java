package progression.projections.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_list_knows_where_it_ended() {
    Cursor cursor = new Cursor("groups/a/pacing", List.of("2026-03-01T10:00:00Z", "été"));
    assertThat(Cursor.read(cursor.text(), "groups/a/pacing", 2)).isEqualTo(cursor);
    assertThat(Cursor.read(null, "groups/a/pacing", 2)).isNull();
  }

  @Test
  void a_list_in_the_order_of_the_ledger_begins_before_everything() {
    assertThat(Cursor.position(null, "audit-trail")).isEqualTo(-1);
    assertThat(Cursor.position(Cursor.behind("audit-trail", 7).text(), "audit-trail")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"another\",\"7\"]",
        "[\"7\"]",
        "[\"list\"]",
        "[\"list\",\"7\",\"8\"]",
        "[\"list\",null]",
        "[\"list\",\"\\u0000\"]",
        "[\"list\",\"seven\"]",
        "{}",
        "7"
      })
  void what_no_page_of_the_list_gave_is_refused(String json) {
    String text = Base64.getUrlEncoder().encodeToString(json.getBytes(UTF_8));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Cursor.position(text, "list"))
        .withMessageContaining("same list");
  }
}
