package progression.ledger.json;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Makes a record of the values of its components. Jackson would look anew at how to call the
 * constructor with an array each time, which takes a fifth of the time of reading an event.
 */
final class ConstructorCall extends StdValueInstantiator {

  private static final long serialVersionUID = 1L;

  private final transient MethodHandle constructor;

  private ConstructorCall(StdValueInstantiator jacksons, Constructor<?> constructor) {
    super(jacksons);
    try {
      this.constructor =
          MethodHandles.lookup()
              .unreflectConstructor(constructor)
              .asSpreader(Object[].class, constructor.getParameterCount())
              .asType(methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(constructor + " is not made accessible", e);
    }
  }

  @Override
  public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (Exception refused) {
      return context.handleInstantiationProblem(
          getValueClass(), arguments, rewrapCtorProblem(context, refused));
    } catch (Throwable fatal) {
      throw (Error) fatal;
    }
  }

  /** For every record. */
  static final class OfRecords extends SimpleValueInstantiators {

    private static final long serialVersionUID = 1L;

    @Override
    public ValueInstantiator modifyValueInstantiator(
        DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator jacksons) {
      return type.getBeanClass().isRecord()
              && jacksons instanceof StdValueInstantiator standard
              && standard.getWithArgsCreator() != null
              && standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor
          ? new ConstructorCall(standard, constructor)
          : jacksons;
    }
  }
}
