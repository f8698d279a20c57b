package progression.api.problem;

/** The input can not be understood. It never reaches the domain. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public BadInput(Problem problem) {
    // a stack trace says nothing of bad input, and bulk intake may meet a million of them
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public BadInput(ProblemType type, String detail, Place place) {
    this(Problem.of(type, detail, place));
  }

  public BadInput(ProblemType type, String detail) {
    this(Problem.of(type, detail));
  }

  public Problem problem() {
    return problem;
  }
}
