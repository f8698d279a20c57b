package progression.kernel;

import java.util.List;

/** What a command led to. A rejection is a value, never an exception, and records nothing. */
public sealed interface Decision<E, O> {

  /** The events to record, possibly none, and what the caller is told. */
  record Accepted<E, O>(List<E> events, O outcome) implements Decision<E, O> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** Nothing is recorded, for this reason. */
  record Rejected<E, O>(Rejection rejection) implements Decision<E, O> {}

  static <E, O> Decision<E, O> accepted(List<E> events, O outcome) {
    return new Accepted<>(events, outcome);
  }

  static <E, O> Decision<E, O> rejected(Rejection.Type type, String detail) {
    return new Rejected<>(new Rejection(type, detail));
  }

  static <E, O> Decision<E, O> rejected(Rejection rejection) {
    return new Rejected<>(rejection);
  }
}
