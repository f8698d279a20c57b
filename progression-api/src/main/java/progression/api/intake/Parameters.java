package progression.api.intake;

import java.util.function.Function;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;

/** Parts of a path and parameters of a query. */
public final class Parameters {

  private Parameters() {}

  /** The value that a text stands for; what the value does not accept is refused in its words. */
  public static <T> T value(String name, String text, Function<String, T> create) {
    try {
      return create.apply(text);
    } catch (IllegalArgumentException unfit) {
      throw new BadInput(
          ProblemType.INVALID_PARAMETER,
          String.valueOf(unfit.getMessage()),
          new Place.Parameter(name));
    }
  }

  /** A number within bounds, both included. */
  public static long within(String name, long number, long least, long most) {
    if (number < least || number > most) {
      throw new BadInput(
          ProblemType.INVALID_PARAMETER,
          "%s must lie between %d and %d".formatted(name, least, most),
          new Place.Parameter(name));
    }
    return number;
  }
}
