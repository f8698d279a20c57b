package progression.api.intake;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON object in UTF-8. Refused with the place: bytes that are no UTF-8, duplicate keys,
 * anything after the object, nesting deeper than {@value #MAX_DEPTH}, numbers longer than {@value
 * #MAX_DIGITS} characters. Numbers are read exactly.
 */
public final class StrictJson {

  static final int MAX_DEPTH = 64;
  static final int MAX_DIGITS = 100;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  // a guess at UTF-16 or UTF-32 would pass by the check for UTF-8
                  .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                  // names come from callers: they must not fill a table that lives forever
                  .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /**
   * The object that the bytes hold.
   *
   * @throws BadInput if they hold anything else
   */
  public static Fields parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /** The same for a part of the bytes. */
  public static Fields parse(byte[] bytes, int offset, int length) {
    checkUtf8(bytes, offset, length);
    JsonNode node;
    try {
      node = READER.readTree(bytes, offset, length);
    } catch (JacksonException malformed) {
      throw new BadInput(ProblemType.MALFORMED_JSON, describe(malformed), place(malformed));
    } catch (NumberFormatException beyond) {
      throw new BadInput(
          ProblemType.MALFORMED_JSON,
          "a number has an exponent that no number needs; write it with fewer digits",
          new Place.Pointer(""));
    }
    if (node.isMissingNode()) {
      throw new BadInput(
          ProblemType.MALFORMED_JSON,
          "there is nothing here; send a JSON object",
          new Place.Position(1, 1));
    }
    if (!(node instanceof ObjectNode object)) {
      throw new BadInput(ProblemType.INVALID_FIELD, "must be a JSON object", new Place.Pointer(""));
    }
    return new Fields(object);
  }

  /** Everything before the first bad byte is decoded, to count lines and columns. */
  private static void checkUtf8(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int ascii = offset;
    while (ascii < end && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == end) {
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, ascii, end - ascii);
    CharBuffer out = CharBuffer.allocate(Math.min(end - ascii, 8192));
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      int line = 1;
      int column = 1;
      for (int at = offset; at < in.position(); at++) {
        boolean newLine = bytes[at] == '\n';
        line += newLine ? 1 : 0;
        column = newLine ? 1 : column + 1;
      }
      throw new BadInput(
          ProblemType.MALFORMED_TEXT,
          "byte 0x%02X at offset %d is not UTF-8; send UTF-8"
              .formatted(bytes[in.position()] & 0xFF, in.position() - offset),
          new Place.Position(line, column));
    }
  }

  private static String describe(JacksonException malformed) {
    if (malformed instanceof StreamConstraintsException) {
      return "the JSON is nested deeper than %d levels, or has a number longer than %d characters"
          .formatted(MAX_DEPTH, MAX_DIGITS);
    }
    return String.valueOf(malformed.getOriginalMessage());
  }

  private static Place place(JacksonException malformed) {
    TokenStreamLocation at = malformed.getLocation();
    return at == null || at.getLineNr() < 1
        ? new Place.Pointer("")
        : new Place.Position(at.getLineNr(), Math.max(1, at.getColumnNr()));
  }
}
