package progression.api.recordevidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A rejected line that is kept.
 *
 * @param id by which the line is sent again
 * @param line the number of the line in the stream
 * @param receivedAt when it came
 * @param learner whose evidence it is; none where that could not be read
 * @param text the line as it came, only the beginning of one that was too long; none where it is no
 *     UTF-8
 * @param base64 the line as it came, in Base64; none where it is UTF-8
 * @param problem why it was rejected, a problem detail in JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptLine(
    long id,
    long line,
    Instant receivedAt,
    @Nullable String learner,
    @Nullable String text,
    @Nullable String base64,
    @JsonRawValue String problem) {

  static KeptLine of(
      long id,
      long line,
      Instant receivedAt,
      @Nullable String learner,
      byte[] bytes,
      String problem) {
    String text = text(bytes);
    String base64 = text == null ? Base64.getEncoder().encodeToString(bytes) : null;
    return new KeptLine(id, line, receivedAt, learner, text, base64, problem);
  }

  /** The line as it came. */
  byte[] bytes() {
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException noText) {
      return null;
    }
  }
}
