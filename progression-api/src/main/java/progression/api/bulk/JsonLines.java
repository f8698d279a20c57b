package progression.api.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Function;
import progression.api.intake.Fields;
import progression.api.intake.StrictJson;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.Problem;
import progression.api.problem.ProblemAdvice;
import progression.api.problem.ProblemType;

/** A JSON object on each line. */
record JsonLines<T>(Function<Fields, T> reading) implements Input<T> {

  private static final int BUFFER = 1 << 16;

  @Override
  public void read(InputStream body, Lines<T> lines) throws IOException, InterruptedException {
    LineSplitter splitter =
        new LineSplitter((number, bytes, tooLong) -> parse(number, bytes, tooLong, lines));
    byte[] buffer = new byte[BUFFER];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      splitter.feed(buffer, read);
    }
    splitter.end();
  }

  private void parse(long number, byte[] bytes, boolean tooLong, Lines<T> lines)
      throws InterruptedException {
    T item;
    try {
      if (tooLong) {
        throw new BadInput(
            ProblemType.LINE_TOO_LONG,
            "the line has more than %,d bytes".formatted(LineSplitter.MAX_LINE));
      }
      item = reading.apply(StrictJson.parse(bytes));
    } catch (BadInput bad) {
      Problem why = bad.problem();
      lines.refused(
          number,
          Map.of(),
          bytes,
          why.place() instanceof Place.Position at
              ? why.at(new Place.Position(number, at.column()))
              : why);
      return;
    } catch (RuntimeException bug) {
      lines.refused(number, Map.of(), bytes, ProblemAdvice.problem(bug));
      return;
    }
    lines.line(number, Map.of(), bytes, item);
  }
}
