package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import progression.event.EventCatalog;
import progression.ledger.json.JsonEventCodec;
import progression.projections.runtime.ProjectedEvent;
import progression.projections.runtime.Projection;

/** One event of each type, from the golden files. */
public final class EventExamples {

  private static final Path GOLDENS = Path.of("../infra/ledger/src/test/resources/goldens");

  private EventExamples() {}

  /** That a projection reads the events that its fold makes rows of, and no others. */
  public static void assertReadsWhatMakesRows(
      Projection projection, Function<List<ProjectedEvent>, ?> fold) throws IOException {
    Object nothing = fold.apply(List.of());
    Set<String> makesNothing = new TreeSet<>();
    for (EventCatalog.Entry<?> entry : EventCatalog.entries()) {
      if (fold.apply(List.of(example(entry))).equals(nothing)) {
        makesNothing.add(entry.name());
      }
    }
    assertThat(makesNothing).isNotEmpty().isEqualTo(projection.ignores());
  }

  private static ProjectedEvent example(EventCatalog.Entry<?> entry) throws IOException {
    String name = "%s-%d.json".formatted(entry.name(), entry.version());
    String payload = Files.readString(GOLDENS.resolve(name));
    return new ProjectedEvent(
        "d", 7, Story.at(1), new JsonEventCodec().decode(entry.name(), entry.version(), payload));
  }
}
