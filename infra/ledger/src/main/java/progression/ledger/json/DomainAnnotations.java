package progression.ledger.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import progression.event.FrameworkPublished.Association;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * What annotations would say, if the domain could carry any: enums are spelled as the public
 * contract spells them ({@code not-yet}; CASE association types as CASE does, {@code isChildOf}),
 * and a record's component is required unless it is {@link Nullable}.
 */
final class DomainAnnotations extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
    String[] found = super.findEnumValues(config, type, values, names);
    if (!type.getRawType().getPackageName().startsWith("progression.")) {
      return found;
    }
    for (int i = 0; i < values.length; i++) {
      found[i] =
          values[i] instanceof Association.Type ? camel(values[i].name()) : kebab(values[i].name());
    }
    return found;
  }

  @Override
  public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    if (member instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
        && constructor.getDeclaringClass().getPackageName().startsWith("progression.")) {
      AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
      return !type.isAnnotationPresent(Nullable.class);
    }
    return super.hasRequiredMarker(config, member);
  }

  private static String kebab(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String camel(String constant) {
    StringBuilder camel = new StringBuilder();
    boolean capital = false;
    for (char letter : constant.toLowerCase(Locale.ROOT).toCharArray()) {
      if (letter == '_') {
        capital = true;
      } else {
        camel.append(capital ? Character.toUpperCase(letter) : letter);
        capital = false;
      }
    }
    return camel.toString();
  }
}
