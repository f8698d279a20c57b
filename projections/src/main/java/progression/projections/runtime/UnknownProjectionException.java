package progression.projections.runtime;

import java.util.List;

/** Somebody named a projection that there is not. */
public final class UnknownProjectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownProjectionException(String name, List<String> names) {
    super("There is no projection %s; there are %s.".formatted(name, String.join(", ", names)));
  }
}
