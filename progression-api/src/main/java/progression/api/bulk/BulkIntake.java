package progression.api.bulk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import progression.api.intake.Body;

/** Takes streams of lines in and answers each line, in bounded memory whatever their length. */
@Component
public final class BulkIntake {

  /** Bytes of lines in flight over all streams: the ledger's queue holds what they become. */
  private static final int IN_FLIGHT = 8 << 20;

  private final int window;
  private final Path spoolDirectory;
  private final int spoolMemory;
  private final Semaphore bytesInFlight = new Semaphore(IN_FLIGHT, true);

  /**
   * @param window the most commands in flight for one stream
   * @param spoolDirectory where results go that their client does not read
   * @param spoolMemory the most bytes of results in memory for one stream
   */
  public BulkIntake(
      @Value("${progression.bulk.window:256}") int window,
      @Value("${progression.spool-dir:${java.io.tmpdir}}") Path spoolDirectory,
      @Value("${progression.bulk.spool-memory:1048576}") int spoolMemory) {
    this.window = window;
    this.spoolDirectory = spoolDirectory;
    this.spoolMemory = spoolMemory;
  }

  /**
   * Answers a request's lines of JSON. Returns when all that came in is decided.
   *
   * @throws progression.api.problem.BadInput if the body is of an encoding that is not read here;
   *     whatever is wrong later is part of the answer
   */
  public <T> void answer(
      BulkUseCase<T> useCase, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    answer(useCase, new JsonLines<>(useCase::read), request, response);
  }

  /** The same, for a body that is not made of lines of JSON. */
  public <T> void answer(
      BulkUseCase<T> useCase,
      Input<T> input,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    InputStream in = open(request);
    PatientConnections.bePatient();
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    try (Spool spool = new Spool(spoolDirectory, spoolMemory)) {
      new BulkStream<>(useCase, input, window, bytesInFlight, spool)
          .run(in, response.getOutputStream());
    }
  }

  private static InputStream open(HttpServletRequest request) {
    try {
      return Body.open(request);
    } catch (IOException broken) {
      throw Body.broken(broken);
    }
  }
}
