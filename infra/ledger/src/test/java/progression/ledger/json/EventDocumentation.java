package progression.ledger.json;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.event.EventCatalog;
import progression.event.EventCatalog.Entry;
import progression.event.ProgressionEvent;
import progression.kernel.Id;
import progression.kernel.Tag;

/**
 * What readers of events have to know, in Markdown: from the catalog, the components of the records
 * and the examples in the golden files.
 */
final class EventDocumentation {

  private static final String INTRODUCTION =
      """
      # Events

      Everything that can happen, as it stands in the ledger and on Kafka. This page is generated;
      a test compares it and says how to renew it.

      An event is a JSON object of the fields below; what is optional is left out where there is
      nothing to say. Its name and version stand in its envelope, with its position, its time, who
      caused it and the tags by which it is found. Times are in ISO 8601, numbers exact decimals. A
      field marked *personal* says something of a person in free text, a name or a link.

      """;

  private final BiFunction<String, Integer, String> goldens;
  private final JsonEventCodec codec = new JsonEventCodec();

  /**
   * @param goldens the example of an event by its name and version
   */
  EventDocumentation(BiFunction<String, Integer, String> goldens) {
    this.goldens = goldens;
  }

  String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| event | meaning |\n|---|---|\n");
    for (Entry<?> entry : EventCatalog.entries()) {
      page.append(
          "| [%s](#%s) | %s |\n"
              .formatted(entry.name(), entry.name().toLowerCase(Locale.ROOT), entry.meaning()));
    }
    EventCatalog.entries().forEach(entry -> page.append('\n').append(section(entry)));
    return page.toString();
  }

  private String section(Entry<?> entry) {
    String golden = goldens.apply(entry.name(), entry.version());
    StringBuilder rows = new StringBuilder();
    rows(entry.type(), "", entry, rows);
    return """
    ## %s
    Version %d. %s

    Found by %s.

    | field | what stands there | |
    |---|---|---|
    %s
    ```json
    %s```
    """
        .formatted(
            entry.name(), entry.version(), entry.meaning(), tags(entry, golden), rows, golden);
  }

  private String tags(Entry<?> entry, String golden) {
    ProgressionEvent example = codec.decode(entry.name(), entry.version(), golden);
    return new TreeSet<>(EventCatalog.tags(example).stream().map(Tag::key).toList())
        .stream().map("`%s`"::formatted).collect(joining(", "));
  }

  /** A row for each field; of a record inside, a row for each of its own. */
  private static void rows(Class<?> type, String path, Entry<?> entry, StringBuilder rows) {
    for (RecordComponent component : type.getRecordComponents()) {
      String field = path + name(component);
      Type inside = component.getGenericType();
      List<String> remarks = new ArrayList<>();
      if (isOptional(component.getAnnotatedType())) {
        remarks.add("optional");
      }
      if (entry.personal().contains("/" + field.replace('.', '/').replace("[]", ""))) {
        remarks.add("personal");
      }
      rows.append(
          "| `%s` | %s | %s |\n".formatted(field, text(inside), String.join(", ", remarks)));
      Class<?> nested = nested(inside);
      if (nested != null) {
        rows(nested, field + (isList(inside) ? "[]." : "."), entry, rows);
      }
    }
  }

  private static @Nullable Class<?> nested(Type type) {
    Class<?> element = raw(isList(type) ? argument(type, 0) : type);
    return element.isRecord() && !Id.class.isAssignableFrom(element) ? element : null;
  }

  private static String text(Type type) {
    if (isList(type)) {
      return "list of " + text(argument(type, 0));
    }
    Class<?> raw = raw(type);
    if (Map.class.isAssignableFrom(raw)) {
      return "by name, each " + text(argument(type, 1));
    }
    if (Id.class.isAssignableFrom(raw)) {
      return words(raw.getSimpleName());
    }
    if (raw.isEnum()) {
      return Stream.of(raw.getEnumConstants())
          .map(constant -> "`" + DomainJson.mapper().valueToTree(constant).stringValue() + "`")
          .collect(joining(" or "));
    }
    if (raw.isSealed() && raw.getPackageName().startsWith("progression.")) {
      return Stream.of(raw.getPermittedSubclasses())
          .map(shape -> shape(raw, shape))
          .collect(joining(" or "));
    }
    return plain(raw);
  }

  private static String plain(Class<?> raw) {
    if (raw.isRecord()) {
      return "object";
    }
    if (raw == String.class) {
      return "text";
    }
    if (raw == int.class || raw == long.class || raw == Integer.class) {
      return "whole number";
    }
    if (raw == BigDecimal.class) {
      return "number";
    }
    if (raw == boolean.class) {
      return "true or false";
    }
    if (List.of(Instant.class, Period.class, URI.class, ZoneId.class).contains(raw)
        || raw.getPackageName().startsWith("java.time")) {
      return words(raw.getSimpleName().replace("Instant", "Time").replace("ZoneId", "TimeZone"));
    }
    throw new AssertionError("say what stands there: " + raw);
  }

  /**
   * One of the forms of a sealed type: {@code {raw, max}}, its {@code type} first if it has one.
   */
  private static String shape(Class<?> sealed, Class<?> shape) {
    Stream<String> type =
        Stream.of(mixIn(sealed).getAnnotation(JsonSubTypes.class).value())
            .filter(one -> one.value() == shape && !one.name().isEmpty())
            .map(one -> "type: " + one.name());
    Stream<String> fields =
        Arrays.stream(shape.getRecordComponents())
            .map(component ->
                name(component) + (isOptional(component.getAnnotatedType()) ? "?" : ""));
    return Stream.concat(type, fields).collect(joining(", ", "`{", "}`"));
  }

  private static String name(RecordComponent component) {
    Class<?> mixIn =
        DomainJson.mapper().serializationConfig().findMixInClassFor(component.getDeclaringRecord());
    if (mixIn != null && mixIn.isRecord()) {
      for (RecordComponent renamed : mixIn.getRecordComponents()) {
        JsonProperty property = renamed.getAccessor().getAnnotation(JsonProperty.class);
        if (renamed.getName().equals(component.getName()) && property != null) {
          return property.value();
        }
      }
    }
    return component.getName();
  }

  private static Class<?> mixIn(Class<?> type) {
    Class<?> mixIn = DomainJson.mapper().serializationConfig().findMixInClassFor(type);
    if (mixIn == null) {
      throw new AssertionError("no shape is said of " + type);
    }
    return mixIn;
  }

  private static boolean isOptional(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static boolean isList(Type type) {
    return Collection.class.isAssignableFrom(raw(type));
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : (Class<?>) type;
  }

  private static Type argument(Type type, int nth) {
    return ((ParameterizedType) type).getActualTypeArguments()[nth];
  }

  /** {@code LearnerId} as <i>learner id</i>. */
  private static String words(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
