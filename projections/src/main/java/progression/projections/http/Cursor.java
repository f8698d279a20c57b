package progression.projections.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the next page of a list begins: behind these values, in the list's order. What a client
 * makes of it is nothing but to send it back.
 */
public record Cursor(List<String> values) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  public Cursor {
    values = List.copyOf(values);
  }

  /**
   * Reads a cursor.
   *
   * @param text as the client sends it back; none for the first page
   * @param size how many values it holds
   * @throws ProblemException if it did not come from here
   */
  public static @Nullable Cursor read(@Nullable String text, int size) {
    if (text == null) {
      return null;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      Cursor cursor = new Cursor(JSON.readValue(json, TEXTS));
      boolean isClean =
          cursor.values.stream().flatMapToInt(String::chars).noneMatch(Character::isISOControl);
      if (cursor.values.size() == size && isClean) {
        return cursor;
      }
    } catch (IllegalArgumentException | JacksonException | NullPointerException foreign) {
      // is told below
    }
    throw foreign();
  }

  /** To be thrown where a cursor did not come from here. */
  public static ProblemException foreign() {
    return ProblemException.invalidParameter(
        "cursor", "cursor is what a page gives as next, and nothing else");
  }

  /** As it is given to clients. */
  public String text() {
    byte[] json = JSON.writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }
}
