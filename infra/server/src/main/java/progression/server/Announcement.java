package progression.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import progression.server.access.DemoClient;
import progression.server.access.LocalAuthorizationServer;

/** Tells the person who started the server what runs where and what to try first. */
@Component
final class Announcement {

  private final ServerSettings settings;
  private final Environment environment;

  Announcement(ServerSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    String url =
        "http://%s:%s".formatted(host(), environment.getRequiredProperty("local.server.port"));
    System.out.println(servers(url) + (hasDemoClients() ? demo(url) : ""));
  }

  private String servers(String url) {
    return """

    Progression is ready.

      HTTP         %s
      PostgreSQL   %s
      Kafka        %s
      Data         %s
      Districts    %s
      Roles        %s
    """
        .formatted(
            url,
            postgres(),
            environment.getRequiredProperty("progression.kafka.bootstrap-servers"),
            settings.dataDirectory(),
            String.join(", ", settings.districts()),
            settings.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private String postgres() {
    String url = environment.getRequiredProperty("spring.datasource.url");
    Path password = settings.dataDirectory().resolve("postgresql/password");
    return switch (settings.stack()) {
      case EMBEDDED ->
          "%s  (user %s, password in %s)"
              .formatted(
                  url, environment.getProperty("spring.datasource.username"), relative(password));
      case EXTERNAL -> url;
    };
  }

  private String relative(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) && Files.exists(path) ? here.relativize(path) : path).toString();
  }

  private String demo(String url) {
    List<DemoClient> clients = DemoClient.of(settings.districts());
    DemoClient auditor =
        clients.stream()
            .filter(client -> client.scopes().contains("history.replay"))
            .findFirst()
            .orElseThrow();
    return """

      Demo clients (secret = name)
    %s
      A first request:

        TOKEN=$(curl -s -u %s:%s -d grant_type=client_credentials \\
          %s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
        curl -s -H "Authorization: Bearer $TOKEN" %s/v1/ledger
    """
        .formatted(table(clients), auditor.name(), auditor.name(), url, url);
  }

  private static String table(List<DemoClient> clients) {
    return clients.stream()
        .map(client ->
            "    %-16s %-8s %s%n"
                .formatted(
                    client.name(),
                    client.district(),
                    client.scopes().stream().sorted().collect(Collectors.joining(" "))))
        .collect(Collectors.joining());
  }

  private boolean hasDemoClients() {
    return !LocalAuthorizationServer.hasIssuer(environment) && !settings.districts().isEmpty();
  }

  private String host() {
    String address = environment.getProperty("server.address", "0.0.0.0");
    return address.contains(":") ? "[" + address + "]" : address;
  }
}
