package progression.api.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

  private final List<String> lines = new ArrayList<>();
  private final LineSplitter splitter =
      new LineSplitter((number, bytes, tooLong) ->
          lines.add(number + (tooLong ? "!" + bytes.length : ":" + new String(bytes, UTF_8))));

  @Test
  void lines_end_with_lf_or_crlf_and_blank_ones_only_count() throws Exception {
    feed("a\nb\r\n\n \t\r\nc");
    splitter.end();

    assertThat(lines).containsExactly("1:a", "2:b", "5:c");
  }

  @Test
  void a_line_without_an_end_is_none_until_the_input_ends() throws Exception {
    feed("a\nb");
    assertThat(lines).containsExactly("1:a");

    splitter.end();
    assertThat(lines).containsExactly("1:a", "2:b");
  }

  @Test
  void of_a_line_that_is_too_long_the_beginning_is_kept() throws Exception {
    String longest = "x".repeat(LineSplitter.MAX_LINE);
    feed(longest + "\r\n" + longest + "y\n" + longest.repeat(3) + "\nz\n" + longest + "\n");
    splitter.end();

    assertThat(lines).containsExactly("1:" + longest, "2!65536", "3!65536", "4:z", "5:" + longest);
  }

  @Test
  void it_does_not_matter_how_the_input_is_cut() throws Exception {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int n = 1; n <= 500; n++) {
      String line = "é".repeat(random.nextInt(40)) + n;
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
      expected.add(n + ":" + line);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(50));
      byte[] part = Arrays.copyOfRange(bytes, from, to);
      splitter.feed(part, part.length);
      from = to;
    }

    assertThat(lines).isEqualTo(expected);
  }

  private void feed(String text) throws InterruptedException {
    byte[] bytes = text.getBytes(UTF_8);
    splitter.feed(bytes, bytes.length);
  }
}
