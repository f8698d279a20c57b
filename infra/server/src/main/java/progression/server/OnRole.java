package progression.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Includes a configuration or a bean only where this process runs the role. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnRole.RoleCondition.class)
public @interface OnRole {

  /** The role. */
  Role value();

  /** Looks the role up in {@code progression.roles}. */
  final class RoleCondition implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      Map<String, ?> attributes = metadata.getAnnotationAttributes(OnRole.class.getName());
      return attributes != null
          && attributes.get("value") instanceof Role role
          && ServerSettings.of(context.getEnvironment()).roles().contains(role);
    }
  }
}
