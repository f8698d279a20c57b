package progression.server.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A client of the local authorization server. Its secret equals its name.
 *
 * @param name its client id
 * @param district the district it belongs to; empty for none
 * @param scopes what it may do
 */
public record DemoClient(String name, String district, Set<String> scopes) {

  private static final List<DemoClient> TEMPLATES =
      List.of(
          client(
              "district-sis",
              "roster.write",
              "curriculum.write",
              "evidence.write",
              "learning.write"),
          client("auditor", "history.replay", "ledger.verify"),
          client("reporting", "projections.read"),
          client("partner", "events.subscribe"));

  /** Whoever runs the server. Metrics are of all districts, so this client is of none. */
  private static final DemoClient OPERATOR = client("operator", AccessRules.OPERATIONS);

  private static DemoClient client(String name, String... scopes) {
    return new DemoClient(name, "", Set.of(scopes));
  }

  /**
   * The demo clients of these districts. A name takes the suffix of its district: {@code auditor}
   * belongs to {@code demo}, {@code auditor-2} to {@code demo-2}. The last one belongs to none.
   */
  public static List<DemoClient> of(Collection<String> districts) {
    return Stream.concat(districts.stream().flatMap(DemoClient::of), Stream.of(OPERATOR)).toList();
  }

  private static Stream<DemoClient> of(String district) {
    String suffix =
        district.startsWith("demo") ? district.substring("demo".length()) : "-" + district;
    return TEMPLATES.stream()
        .map(client -> new DemoClient(client.name() + suffix, district, client.scopes()));
  }
}
