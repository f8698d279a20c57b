package progression.api.intake;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object. Each is asked for by name and type; what is missing, of another type
 * or too long is refused with its JSON pointer. {@link #nothingElse} then refuses what was not
 * asked for. A field that is {@code null} counts as absent.
 */
public final class Fields {

  /** The most characters of a text. */
  public static final int MAX_TEXT = 1_000;

  /** The most entries of a list. */
  public static final int MAX_LIST = 100;

  /** For URIs of which it does not matter where they lead. */
  public static final Set<String> ANY_SCHEME = Set.of();

  private static final int MAX_DIGITS = 30;
  static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private final ObjectNode object;
  private final @Nullable Fields parent;
  private final String name;
  private final Set<String> asked = new HashSet<>();

  Fields(ObjectNode object) {
    this(object, null, "");
  }

  private Fields(ObjectNode object, @Nullable Fields parent, String name) {
    this.object = object;
    this.parent = parent;
    this.name = name;
  }

  /** Whether the field is there. */
  public boolean has(String field) {
    return find(field) != null;
  }

  /** A text of 1 to {@link #MAX_TEXT} characters, not blank. */
  public String text(String field) {
    return text(require(field), field, MAX_TEXT);
  }

  /** The same, where it is there. */
  public @Nullable String optionalText(String field) {
    JsonNode node = find(field);
    return node == null ? null : text(node, field, MAX_TEXT);
  }

  /** A text without a limit but that of the body. */
  public String longText(String field) {
    return text(require(field), field, Integer.MAX_VALUE);
  }

  /** The same, where it is there. */
  public @Nullable String optionalLongText(String field) {
    JsonNode node = find(field);
    return node == null ? null : text(node, field, Integer.MAX_VALUE);
  }

  /** A text that becomes a value; what the value does not accept is refused in its words. */
  public <T> T value(String field, Function<String, T> create) {
    String text = text(field);
    return checked(field, () -> create.apply(text));
  }

  /** The same, where it is there. */
  public <T> @Nullable T optionalValue(String field, Function<String, T> create) {
    return has(field) ? value(field, create) : null;
  }

  /** One of a fixed set of words: the lower-case, hyphenated names of the constants. */
  public <E extends Enum<E>> E word(String field, Class<E> type) {
    return word(field, text(field), type);
  }

  /** The same, or the given one where it is absent. */
  public <E extends Enum<E>> E word(String field, Class<E> type, E otherwise) {
    return has(field) ? word(field, type) : otherwise;
  }

  /** A list of such words, empty where it is absent. */
  public <E extends Enum<E>> List<E> words(String field, Class<E> type) {
    List<E> words = new ArrayList<>();
    for (String word : texts(field)) {
      words.add(word(field, word, type));
    }
    return words;
  }

  /** A number of at most 30 digits before and after the point. */
  public BigDecimal decimal(String field) {
    JsonNode node = require(field);
    if (!node.isNumber()) {
      throw refused(field, "must be a number");
    }
    BigDecimal number = node.decimalValue();
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
      throw refused(field, "must be a number of at most %d digits".formatted(MAX_DIGITS));
    }
    return number;
  }

  /** A number, or another one where there is none. */
  public BigDecimal decimal(String field, BigDecimal otherwise) {
    return find(field) == null ? otherwise : decimal(field);
  }

  /** A whole number. */
  public int integer(String field) {
    JsonNode node = require(field);
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw refused(field, "must be a whole number of at most %d".formatted(Integer.MAX_VALUE));
    }
    return node.intValue();
  }

  /** The same, or the given one where it is absent. */
  public int integer(String field, int otherwise) {
    return has(field) ? integer(field) : otherwise;
  }

  /** A time in RFC 3339 with an offset, from the years 1900 to 2999. */
  public Instant time(String field) {
    String text = text(field);
    if (RFC_3339.matcher(text).matches()) {
      try {
        Instant time = OffsetDateTime.parse(text).toInstant();
        if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
          throw refused(field, "must lie between the years 1900 and 2999");
        }
        return time;
      } catch (DateTimeException impossible) {
        throw refused(field, "is a date or time that does not exist");
      }
    }
    throw refused(field, "must be a time in RFC 3339 with an offset, such as 2026-03-01T10:00:00Z");
  }

  /** The same, where it is there. */
  public @Nullable Instant optionalTime(String field) {
    return has(field) ? time(field) : null;
  }

  /** A day such as {@code 2026-06-30}, from the years 1900 to 2999, where it is there. */
  public @Nullable LocalDate optionalDate(String field) {
    String text = optionalText(field);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() < 3000) {
        return date;
      }
    } catch (DateTimeException impossible) {
      // is told below
    }
    throw refused(field, "must be a day that exists, such as 2026-06-30");
  }

  /** True or false, or the given one where it is absent. */
  public boolean flag(String field, boolean otherwise) {
    JsonNode node = find(field);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw refused(field, "must be true or false");
    }
    return node.booleanValue();
  }

  /** A list of texts that become values, empty where it is absent. */
  public <T> List<T> values(String field, Function<String, T> create) {
    List<T> values = new ArrayList<>();
    for (String text : texts(field)) {
      values.add(checked(field + "/" + values.size(), () -> create.apply(text)));
    }
    return values;
  }

  /** An absolute URI of one of the schemes, or of any where there are none. */
  public URI uri(String field, Set<String> schemes) {
    String text = text(field);
    URI uri = checked(field, () -> URI.create(text));
    String scheme = uri.getScheme();
    if (scheme == null) {
      throw refused(field, "must be an absolute URI");
    }
    if (!schemes.isEmpty() && !schemes.contains(scheme)) {
      throw refused(field, "must be a URI that starts with one of " + new TreeSet<>(schemes));
    }
    return uri;
  }

  /** A list of texts of at most {@link #MAX_LIST} entries, empty where it is absent. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode entry : list(find(field), field, MAX_LIST)) {
      texts.add(text(entry, field + "/" + texts.size(), MAX_TEXT));
    }
    return texts;
  }

  /** An object. */
  public Fields object(String field) {
    return object(require(field), field);
  }

  /** The same, where it is there. */
  public @Nullable Fields optionalObject(String field) {
    JsonNode node = find(field);
    return node == null ? null : object(node, field);
  }

  /** A list of objects of at most so many entries, empty where it is absent. */
  public List<Fields> objects(String field, int most) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode entry : list(find(field), field, most)) {
      objects.add(object(entry, field + "/" + objects.size()));
    }
    return objects;
  }

  /** What comes of the supplier; an {@link IllegalArgumentException} is the field's fault. */
  public <T> T checked(String field, Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (IllegalArgumentException unfit) {
      String why = String.valueOf(unfit.getMessage());
      String detail = why.startsWith(field + " ") ? why : field + ": " + why;
      throw new BadInput(ProblemType.INVALID_FIELD, detail, at(field));
    }
  }

  /**
   * The same, where the object as a whole is at fault, or the field that the message begins with.
   */
  public <T> T checked(Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (IllegalArgumentException unfit) {
      String why = String.valueOf(unfit.getMessage());
      String first = why.split(" ", 2)[0];
      throw new BadInput(ProblemType.INVALID_FIELD, why, at(asked.contains(first) ? first : null));
    }
  }

  /** Refuses every field that nobody asked for. */
  public void nothingElse() {
    if (asked.size() >= object.size() && asked.containsAll(names())) {
      return;
    }
    for (String given : names()) {
      if (!asked.contains(given)) {
        throw new BadInput(
            ProblemType.UNKNOWN_FIELD,
            "known here: %s; remove it or mend its name".formatted(new TreeSet<>(asked)),
            at(given.replace("~", "~0").replace("/", "~1")));
      }
    }
  }

  /** To be thrown: the field does not hold what it should. */
  public BadInput refused(String field, String detail) {
    return new BadInput(ProblemType.INVALID_FIELD, field + " " + detail, at(field));
  }

  /** The names of all the fields that are there, asked for or not. */
  public Collection<String> names() {
    return object.propertyNames();
  }

  private @Nullable JsonNode find(String field) {
    asked.add(field);
    JsonNode node = object.get(field);
    return node == null || node.isNull() ? null : node;
  }

  private JsonNode require(String field) {
    JsonNode node = find(field);
    if (node == null) {
      throw new BadInput(ProblemType.MISSING_FIELD, field + " is required", at(field));
    }
    return node;
  }

  private String text(JsonNode node, String field, int most) {
    if (!node.isString()) {
      throw refused(field, "must be a string");
    }
    String text = node.stringValue();
    if (text.isBlank()) {
      throw refused(field, "must not be blank");
    }
    if (text.length() > most) {
      throw refused(field, "must be at most %d characters long".formatted(most));
    }
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0) {
        throw refused(field, "contains a null character");
      }
      if (Character.isSurrogate(character)) {
        if (!Character.isHighSurrogate(character)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(++i))) {
          throw refused(field, "contains half a character (a lone surrogate)");
        }
      }
    }
    return text;
  }

  private <E extends Enum<E>> E word(String field, String text, Class<E> type) {
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = wordFor(constant);
      if (word.equals(text)) {
        return constant;
      }
      known.add(word);
    }
    throw refused(field, "must be one of " + known);
  }

  /** How a constant is written. */
  public static String wordFor(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Iterable<JsonNode> list(@Nullable JsonNode node, String field, int most) {
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw refused(field, "must be a list");
    }
    if (node.size() > most) {
      throw refused(field, "must have at most %d entries".formatted(most));
    }
    return node;
  }

  private Fields object(JsonNode node, String field) {
    if (!(node instanceof ObjectNode child)) {
      throw refused(field, "must be an object");
    }
    return new Fields(child, this, field);
  }

  private Place at(@Nullable String field) {
    StringBuilder pointer = new StringBuilder();
    path(pointer);
    if (field != null) {
      pointer.append('/').append(field);
    }
    return new Place.Pointer(pointer.toString());
  }

  private void path(StringBuilder pointer) {
    if (parent != null) {
      parent.path(pointer);
      pointer.append('/').append(name);
    }
  }
}
