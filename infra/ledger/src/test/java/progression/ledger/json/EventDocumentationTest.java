package progression.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import progression.event.EventCatalog;

class EventDocumentationTest {

  private static final Path COMMITTED = Path.of("../../progression-domain/EVENTS.md");
  private static final Path GENERATED = Path.of("target/EVENTS.md");

  @Test
  void the_committed_page_is_what_the_catalog_says() throws Exception {
    String generated = new EventDocumentation(EventGoldensTest::golden).markdown();
    Files.writeString(GENERATED, generated);

    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as(
            "if the events were meant to change: cp infra/ledger/target/EVENTS.md "
                + "progression-domain/EVENTS.md")
        .isEqualTo(generated);
  }

  @Test
  void every_personal_field_of_the_catalog_exists() {
    String page = new EventDocumentation(EventGoldensTest::golden).markdown();

    long personal =
        EventCatalog.entries().stream().mapToLong(entry -> entry.personal().size()).sum();
    assertThat(page.lines().filter(line -> line.startsWith("|") && line.contains("personal")))
        .hasSize((int) personal);
  }
}
