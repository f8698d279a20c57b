package progression.projections.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the next page of a list begins: behind these values, in the list's order. What a client
 * makes of it is nothing but to send it back, to the same list.
 *
 * @param list whose it is: its path below {@code /v1}, with ids as they are
 */
public record Cursor(String list, List<String> values) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  public Cursor {
    values = List.copyOf(values);
  }

  /**
   * Reads a cursor.
   *
   * @param text as the client sends it back; none for the first page
   * @param list that is asked
   * @param size how many values it holds
   * @throws ProblemException if it did not come from this list
   */
  public static @Nullable Cursor read(@Nullable String text, String list, int size) {
    if (text == null) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      List<String> texts = JSON.readValue(json, TEXTS);
      boolean isClean =
          texts.stream().flatMapToInt(String::chars).noneMatch(Character::isISOControl);
      if (texts.size() == 1 + size && texts.getFirst().equals(list) && isClean) {
        return new Cursor(list, texts.subList(1, texts.size()));
      }
    } catch (IllegalArgumentException | JacksonException | NullPointerException foreign) {
      // is told below
    }
    throw foreign();
  }

  /**
   * The position behind which a list in the order of the ledger goes on; −1 for its first page.
   *
   * @throws ProblemException if the cursor did not come from this list
   */
  public static long position(@Nullable String text, String list) {
    Cursor cursor = read(text, list, 1);
    try {
      return cursor == null ? -1 : Long.parseLong(cursor.values.getFirst());
    } catch (NumberFormatException forged) {
      throw foreign();
    }
  }

  /** Where such a list goes on behind a position. */
  public static Cursor behind(String list, long position) {
    return new Cursor(list, List.of(Long.toString(position)));
  }

  /** To be thrown where a cursor did not come from here. */
  public static ProblemException foreign() {
    return ProblemException.invalidParameter(
        "cursor", "cursor is what a page of the same list gives as next, and nothing else");
  }

  /** As it is given to clients. */
  public String text() {
    List<String> texts = Stream.concat(Stream.of(list), values.stream()).toList();
    byte[] json = JSON.writeValueAsString(texts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }
}
