package progression.bench;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From append to visible, at half of the rate at which the way from one to the other is full. */
final class Visibility implements Scenario {

  private final Database database;
  private final Path directory;
  private final Duration filling;
  private @Nullable ReadSide readSide;
  private double rate;

  Visibility(Database database, Path directory, boolean quick) {
    this.database = database;
    this.directory = directory;
    this.filling = Duration.ofSeconds(quick ? 3 : 20);
  }

  @Override
  public String id() {
    return "P2";
  }

  @Override
  public String metric() {
    String at = rate == 0 ? "" : " (%,.0f events/s)".formatted(rate);
    return "append until visible at half of saturation%s, p99".formatted(at);
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public void prepare() throws Exception {
    readSide = new ReadSide(database, directory);
    var unused = readSide.saturation(filling.dividedBy(2)); // to warm up
    rate = readSide.saturation(filling) / 2;
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("visible to a reader", time -> paced(time, true)),
        new Candidate("durable in the ledger", time -> paced(time, false)));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.AtMost(250));
  }

  private Measure.Result paced(Duration time, boolean untilVisible) {
    ReadSide ready = requireNonNull(readSide);
    ready.catchUp();
    return ready.paced(rate, time, untilVisible);
  }

  @Override
  public void close() throws Exception {
    if (readSide != null) {
      readSide.close();
    }
  }
}
