package progression.server.openapi;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer's members are there unless they may be null; those are null or left out, as the record
 * says. What they mean is said by its Javadoc.
 */
final class RecordSchemas implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Class<?> answer = Json31.mapper().constructType(type.getType()).getRawClass();
    if (JsonNode.class.isAssignableFrom(answer)) {
      return new Schema<>(); // whatever it is: the record refers to a schema
    }
    Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (resolved == null || !answer.isRecord()) {
      return resolved;
    }
    String ref = resolved.get$ref();
    Schema<?> schema =
        ref == null
            ? resolved
            : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    if (schema != null && schema.getProperties() != null && schema.getRequired() == null) {
      describe(answer, schema);
    }
    return resolved;
  }

  private static void describe(Class<?> answer, Schema<?> schema) {
    boolean leavesOut = answer.isAnnotationPresent(JsonInclude.class);
    for (RecordComponent component : answer.getRecordComponents()) {
      Schema<?> member = schema.getProperties().get(component.getName());
      if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
        schema.addProperty(component.getName(), new Schema<>().$ref(shape(component)));
      }
      boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!mayBeNull || !leavesOut) {
        schema.addRequiredItem(component.getName());
      }
      if (mayBeNull && !leavesOut && member != null) {
        orNull(component.getName(), member, schema);
      }
    }
    Map<String, String> meanings = meanings(answer);
    schema.getProperties().forEach((name, member) -> member.setDescription(meanings.get(name)));
  }

  /** What the Javadoc of a record says of its components, in Markdown. */
  private static Map<String, String> meanings(Class<?> answer) {
    return RuntimeJavadoc.getJavadoc(answer).getRecordComponents().stream()
        .collect(toMap(ParamJavadoc::getName, RecordSchemas::markdown));
  }

  private static String markdown(ParamJavadoc component) {
    String html = component.getComment().toString();
    return html.replaceAll("<code>\\s*|</code>", "`").replaceAll("\\s+", " ");
  }

  /** What a text holds that is JSON already: as it says itself, or else a problem. */
  private static String shape(RecordComponent component) {
    var said =
        component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return said == null ? "Problem" : said.ref();
  }

  private static void orNull(String name, Schema<?> member, Schema<?> schema) {
    if (member.get$ref() == null) {
      member.addType("null");
      return;
    }
    Schema<Object> nothing = new Schema<>();
    nothing.addType("null");
    schema.addProperty(name, new Schema<>().addOneOfItem(member).addOneOfItem(nothing));
  }
}
