package progression.ledger.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import progression.mastery.Score;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads a score in whichever form it is. Jackson could deduce the form, but would copy every score
 * before it knew it.
 */
final class ScoreReader extends StdDeserializer<Score> {

  ScoreReader() {
    super(Score.class);
  }

  @Override
  public Score deserialize(JsonParser json, DeserializationContext context) {
    String first = json.isExpectedStartObjectToken() ? json.nextName() : null;
    BigDecimal value = number(json);
    String second = json.nextName();
    BigDecimal max = "max".equals(second) ? number(json) : null;
    if (first == null || value == null || (max == null ? second : json.nextName()) != null) {
      return malformed(context);
    }
    if (max != null) {
      return first.equals("raw") ? new Score.Raw(value, max) : malformed(context);
    }
    return switch (first) {
      case "scaled" -> new Score.Scaled(value);
      case "level" -> new Score.Level(value);
      default -> malformed(context);
    };
  }

  /** The form tells the type. */
  @Override
  public Object deserializeWithType(
      JsonParser json, DeserializationContext context, TypeDeserializer unused) {
    return deserialize(json, context);
  }

  private static @Nullable BigDecimal number(JsonParser json) {
    JsonToken token = json.nextToken();
    return token != null && token.isNumeric() ? json.getDecimalValue() : null;
  }

  private Score malformed(DeserializationContext context) {
    return context.reportInputMismatch(this, "must be scaled, or level, or raw and max");
  }
}
