package progression.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** On what it was measured. */
record Machine(Map<String, String> facts) {

  /**
   * Asks the system and the server.
   *
   * @throws IllegalStateException if the server would not wait for the disk
   */
  static Machine of(DataSource dataSource) throws SQLException, IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", from("/proc/meminfo", "MemTotal"));
    facts.put("cpu", from("/proc/cpuinfo", "model name"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("jdk", Runtime.version().toString());
    facts.put("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
    SetupJdbc.settings(dataSource).forEach((name, value) -> facts.put("PostgreSQL " + name, value));
    for (String durable : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      if (!"on".equals(facts.get("PostgreSQL " + durable))) {
        throw new IllegalStateException(durable + " is not on: nothing measured here would count");
      }
    }
    return new Machine(facts);
  }

  private static String from(String file, String field) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return "unknown";
    }
    try (var lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
