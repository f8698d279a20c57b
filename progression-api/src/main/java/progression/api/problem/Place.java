package progression.api.problem;

/** Where in a request the problem lies. */
public sealed interface Place {

  /**
   * A value inside a JSON document.
   *
   * @param pointer an RFC 6901 JSON pointer; empty means the whole document
   */
  record Pointer(String pointer) implements Place {
    public Pointer {
      pointer = Problem.printable(pointer);
    }
  }

  /** A character of a text, both numbers counted from 1. */
  record Position(long line, int column) implements Place {}

  /** A request header. */
  record Header(String name) implements Place {
    public Header {
      name = Problem.printable(name);
    }
  }

  /** A parameter of the query or a part of the path. */
  record Parameter(String name) implements Place {
    public Parameter {
      name = Problem.printable(name);
    }
  }
}
