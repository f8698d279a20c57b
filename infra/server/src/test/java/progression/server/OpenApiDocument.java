package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A document of OpenAPI, and whether a value is what it says. */
record OpenApiDocument(JsonNode json) {

  /** What stands at a pointer. */
  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** Every member that is required is there, and (unless more are allowed) no unknown one. */
  void matches(JsonNode value, JsonNode schema, String at) {
    JsonNode meant = resolved(schema);
    if (meant.has("oneOf")) {
      assertThat(elements(meant.path("oneOf")).anyMatch(one -> fits(value, resolved(one))))
          .as("%s: %s", at, value)
          .isTrue();
      return;
    }
    assertThat(fits(value, meant)).as("%s: %s against %s", at, value, meant).isTrue();
    if (value.isArray()) {
      value.forEach(item -> matches(item, meant.path("items"), at + "[]"));
    }
    meant
        .path("properties")
        .properties()
        .forEach(property -> {
          if (value.hasNonNull(property.getKey())) {
            matches(
                value.path(property.getKey()), property.getValue(), at + "/" + property.getKey());
          }
        });
    if (meant.has("properties") && !meant.path("additionalProperties").asBoolean(false)) {
      assertThat(meant.path("properties").propertyNames())
          .as(at)
          .containsAll(value.propertyNames());
    }
  }

  private static boolean fits(JsonNode value, JsonNode schema) {
    return elements(schema.path("required")).allMatch(name -> value.has(name.asString()))
        && (!schema.has("enum") || elements(schema.path("enum")).anyMatch(value::equals))
        && (!schema.has("type") || types(schema.path("type")).anyMatch(type -> is(value, type)));
  }

  private static Stream<String> types(JsonNode type) {
    return type.isArray() ? elements(type).map(JsonNode::asString) : Stream.of(type.asString());
  }

  private static boolean is(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException(type);
    };
  }

  /** What a schema stands for, where it is a reference. */
  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? at(schema.path("$ref").asString().substring(1)) : schema;
  }

  /** Each problem of each call, with the status under which it stands. */
  void forEachProblem(BiConsumer<String, String> check) {
    operations()
        .values()
        .forEach(operation ->
            operation
                .path("responses")
                .properties()
                .forEach(response ->
                    response
                        .getValue()
                        .at(
                            "/content/application~1problem+json/schema/allOf/1/properties/type/enum")
                        .forEach(type -> check.accept(response.getKey(), type.asString()))));
  }

  /** Each member of each schema, however deep it lies, by its path. */
  void forEachMember(BiConsumer<String, JsonNode> check) {
    at("/components/schemas")
        .properties()
        .forEach(schema -> members(schema.getKey(), schema.getValue(), check));
  }

  private static void members(String at, JsonNode schema, BiConsumer<String, JsonNode> check) {
    schema
        .path("properties")
        .properties()
        .forEach(member -> {
          String name = at + "/" + member.getKey();
          check.accept(name, member.getValue());
          members(name, member.getValue(), check);
        });
    if (schema.has("items")) {
      members(at + "[]", schema.path("items"), check);
    }
    elements(schema.path("oneOf")).forEach(one -> members(at, one, check));
  }

  /** What the document says of a call. */
  JsonNode operation(String method, String path) {
    return json.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** The operations of the document by method and path. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    json.path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        operation.getValue())));
    return operations;
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
