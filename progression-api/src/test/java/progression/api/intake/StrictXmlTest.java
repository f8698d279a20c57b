package progression.api.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.problem.BadInput;
import progression.api.problem.Place;

class StrictXmlTest {

  private static final String OPEN = "<R xmlns='urn:r'>";

  @Test
  void the_children_of_the_root_come_one_by_one() throws Exception {
    List<XmlElement> children =
        read(
            "<?xml version='1.0'?>\n<!-- c -->"
                + OPEN
                + "<a><b> x </b></a> \n <a/><c>&amp;</c></R>");

    assertThat(children).extracting(XmlElement::name).containsExactly("a", "a", "c");
    assertThat(children.getFirst().one("b").text()).isEqualTo("x");
    assertThat(children.getLast().text()).isEqualTo("&");
    assertThat(children.getLast().line()).isEqualTo(3);
  }

  @Test
  void what_is_missing_doubled_empty_or_too_long_is_refused_where_it_is_asked_for()
      throws Exception {
    XmlElement element =
        read(OPEN
                + "\n<a><two/><two/><empty> </empty><long>"
                + "x".repeat(1_001)
                + "</long></a></R>")
            .getFirst();

    assertThat(refusal(() -> element.one("none"))).contains("a has no none");
    assertThat(refusal(() -> element.one("two"))).contains("stands twice");
    assertThat(refusal(() -> element.one("empty").text())).contains("empty");
    assertThat(refusal(() -> element.one("long").text())).contains("1,000");
    assertThat(element.find("none")).isNull();
  }

  @Test
  void what_is_of_another_namespace_has_another_name() throws Exception {
    assertThat(read(OPEN + "<x:a xmlns:x='urn:x'/></R>"))
        .extracting(XmlElement::name)
        .containsExactly("{urn:x}a");
  }

  @Test
  void a_time_is_meant_where_it_says_or_else_in_the_zone() throws Exception {
    XmlElement element =
        read(OPEN
                + "<a><l>2021-04-08T21:00:00</l><o>2021-04-08T21:00:00+02:00</o>"
                + "<z>2021-04-08T21:00:00.5Z</z><n>2021-02-30T21:00:00</n><d>2021-04-08</d>"
                + "<y>0021-04-08T21:00:00</y></a></R>")
            .getFirst();
    ZoneId chicago = ZoneId.of("America/Chicago");

    assertThat(element.one("l").time(chicago)).isEqualTo(Instant.parse("2021-04-09T02:00:00Z"));
    assertThat(element.one("o").time(chicago)).isEqualTo(Instant.parse("2021-04-08T19:00:00Z"));
    assertThat(element.one("z").time(chicago)).isEqualTo(Instant.parse("2021-04-08T21:00:00.5Z"));
    assertThat(refusal(() -> element.one("n").time(chicago))).contains("date and time");
    assertThat(refusal(() -> element.one("d").time(chicago))).contains("date and time");
    assertThat(refusal(() -> element.one("y").time(chicago))).contains("1900");
  }

  @Test
  void document_types_are_refused_whatever_stands_in_them() {
    assertThat(broken("<!DOCTYPE R>" + OPEN + "</R>")).contains("document types");
    assertThat(
            broken(
                "<!DOCTYPE R [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]>"
                    + OPEN
                    + "<a>&c;</a></R>"))
        .contains("document types");
    assertThat(
            broken(
                "<!DOCTYPE R [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + OPEN + "<a>&x;</a></R>"))
        .contains("document types");
    assertThat(broken("<!DOCTYPE R SYSTEM 'http://127.0.0.1:9/r.dtd'>" + OPEN + "</R>"))
        .contains("document types");
    assertThat(broken(OPEN + "<a>&x;</a></R>")).contains("entities");
  }

  @Test
  void another_root_is_refused() {
    assertThat(broken("<S xmlns='urn:r'/>")).contains("the root is S");
    assertThat(broken("<R/>")).contains("it should be R of urn:r");
    assertThat(broken("{}")).isNotBlank();
    assertThat(broken("")).isNotBlank();
  }

  @Test
  void a_cut_or_malformed_document_is_refused_with_its_place() {
    assertThat(broken(OPEN + "<a>")).isNotBlank();
    assertThat(broken(OPEN + "<a></b></R>")).isNotBlank();
    assertThat(broken(OPEN + "</R><R/>")).isNotBlank();
    assertThat(broken(OPEN + "<a x='1' x='2'/></R>")).isNotBlank();
    BadInput bad = failure(new ByteArrayInputStream((OPEN + "\n\n<a></b></R>").getBytes(UTF_8)));
    assertThat(bad.problem().place())
        .isInstanceOfSatisfying(Place.Position.class, at -> assertThat(at.line()).isEqualTo(3));
  }

  @Test
  void text_in_the_wrong_encoding_is_refused_and_in_any_declared_one_read() throws Exception {
    String declared = "<?xml version='1.0' encoding='%s'?>" + OPEN + "<a>é</a></R>";

    failure(new ByteArrayInputStream((OPEN + "<a>é</a></R>").getBytes(ISO_8859_1)));
    failure(new ByteArrayInputStream(declared.formatted("no-such").getBytes(UTF_8)));
    assertThat(read(declared.formatted("ISO-8859-1").getBytes(ISO_8859_1)).getFirst().text())
        .isEqualTo("é");
    assertThat(read(declared.formatted("UTF-16").getBytes(UTF_16)).getFirst().text())
        .isEqualTo("é");
  }

  @Test
  void nesting_is_bounded() throws Exception {
    int deepest = StrictXml.MAX_DEPTH - 1;
    assertThat(read(OPEN + "<a>".repeat(deepest) + "</a>".repeat(deepest) + "</R>")).hasSize(1);

    assertThat(broken(OPEN + "<a>".repeat(deepest + 1) + "</a>".repeat(deepest + 1) + "</R>"))
        .contains("nested deeper");
    assertThat(failure(endless(OPEN, "<a>")).problem().detail()).contains("nested deeper");
  }

  @Test
  void whatever_the_parser_would_hold_is_bounded() {
    for (String[] endless :
        new String[][] {
          {OPEN + "<!--", "x"},
          {OPEN + "<![CDATA[", "x"},
          {OPEN + "<?p ", "x"},
          {OPEN + "<a x='", "x"},
          {OPEN + "<a ", " "},
          {OPEN + "<", "x"},
          {OPEN + "<a xmlns:b='", "x"},
          {OPEN + "<a ", "%x='' "},
          {OPEN, "<%x/>"},
          {OPEN, "<a %x=''/>"},
          {OPEN, "<a xmlns='u:%x'/>"},
          {OPEN, "<a xmlns:%x='u'/>"},
          {OPEN, "<?%x?>"},
        }) {
      assertThat(failure(endless(endless[0], endless[1])).problem().slug())
          .as(endless[0] + endless[1])
          .isEqualTo("malformed-xml");
    }
  }

  @Test
  void a_text_or_a_child_of_any_length_is_read_over() throws Exception {
    String many = "<b>1</b>".repeat(30_000);
    List<XmlElement> children =
        read(OPEN + "<a>" + "x".repeat(3_000_000) + "</a><a>" + many + "</a><a>y</a></R>");

    assertThat(refusal(() -> children.get(0).text())).contains("1,000");
    assertThat(refusal(() -> children.get(1).all("b"))).contains("20,000");
    assertThat(children.get(2).text()).isEqualTo("y");
  }

  @Test
  void input_that_breaks_off_is_not_malformed() {
    InputStream cut =
        new ByteArrayInputStream((OPEN + "<a>").getBytes(UTF_8)) {
          @Override
          public int read(byte[] bytes, int offset, int length) {
            int read = super.read(bytes, offset, length);
            if (read < 0) {
              sneak(new EOFException("cut"));
            }
            return read;
          }
        };

    assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class).hasMessage("cut");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(IOException failure) throws E {
    throw (E) failure;
  }

  /** A beginning, and then the same for ever; a {@code %} in it becomes a number. */
  private static InputStream endless(String beginning, String again) {
    return new InputStream() {
      private byte[] part = beginning.getBytes(UTF_8);
      private int at;
      private int n;

      @Override
      public int read() {
        if (at == part.length) {
          part = again.replace("%x", "x" + n++).getBytes(UTF_8);
          at = 0;
        }
        return part[at++];
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
          bytes[offset + i] = (byte) read();
        }
        return length;
      }
    };
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable asking) {
    BadInput bad = catchThrowableOfType(BadInput.class, asking);
    assertThat(bad.problem().place()).isInstanceOf(Place.Position.class);
    return bad.problem().detail();
  }

  private static String broken(String document) {
    return failure(new ByteArrayInputStream(document.getBytes(UTF_8))).problem().detail();
  }

  private static BadInput failure(InputStream document) {
    return catchThrowableOfType(BadInput.class, () -> read(document));
  }

  private static List<XmlElement> read(String document) throws IOException {
    return read(document.getBytes(UTF_8));
  }

  private static List<XmlElement> read(byte[] document) throws IOException {
    return read(new ByteArrayInputStream(document));
  }

  private static List<XmlElement> read(InputStream document) throws IOException {
    List<XmlElement> children = new ArrayList<>();
    StrictXml xml = new StrictXml(document, "urn:r", "R");
    for (XmlElement child = xml.next(); child != null; child = xml.next()) {
      children.add(child);
    }
    return children;
  }
}
