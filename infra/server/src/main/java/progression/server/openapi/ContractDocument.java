package progression.server.openapi;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import progression.server.access.AccessRules;

/** What the document says as a whole: what is in it, who may call, and the shapes of requests. */
final class ContractDocument implements OpenApiCustomizer {

  private static final String TOKEN = "token";

  /** What each scope allows. */
  static final Map<String, String> SCOPES =
      new TreeMap<>(
          Map.of(
              "roster.write", "enroll learners and say who is whose teacher, mentor or guardian",
              "curriculum.write", "publish frameworks and pathways, adopt policies",
              "evidence.write", "record evidence, correct it, override a verdict",
              "learning.write", "goals, feedback, reflections and choices",
              "projections.read", "where learners stand, and what is in force",
              "history.replay", "everything that was recorded, at any time",
              "operations.read", "the metrics of the server, at /actuator/prometheus",
              "ledger.verify", "prove that nothing was altered",
              "events.subscribe", "follow the events"));

  private static final String ABOUT =
      """
      The system of record for competency-based learning.

      A write answers with its `position` in the ledger. A read takes `minPosition` and waits until \
      it reflects that position. Errors are problem details (RFC 9457) of a stable `type`. An id in \
      a path is percent-encoded. Everything stays inside the district that the token names. Where a \
      description says none, the member is null, or left out if it is not required.\
      """;

  private final @Nullable String issuer;
  private final ResourcePatternResolver resources;

  /**
   * @param issuer who issues tokens; none where this server does
   */
  ContractDocument(@Nullable String issuer, ResourcePatternResolver resources) {
    this.issuer = issuer;
    this.resources = resources;
  }

  @Override
  public void customise(OpenAPI document) {
    document.setInfo(new Info().title("Progression").version("1").description(ABOUT));
    document.setServers(List.of(new Server().url("/").description("this server")));
    document.setTags(null);
    document.getComponents().addSecuritySchemes(TOKEN, scheme());
    schemas().forEach(document.getComponents()::addSchemas);
    document.getComponents().getSchemas().values().forEach(CommonMeanings::complete);
    document.getPaths().forEach((path, item) -> keepWhatTheTableKnows(path, item));
    document.getPaths().values().removeIf(item -> item.readOperations().isEmpty());
  }

  private static void keepWhatTheTableKnows(String path, PathItem item) {
    for (var call : item.readOperationsMap().entrySet()) {
      HttpMethod method = HttpMethod.valueOf(call.getKey().name());
      switch (AccessRules.find(method, PathContainer.parsePath(path))) {
        case AccessRules.Answer.Takes(String scope) -> takes(call.getValue(), scope);
        case AccessRules.Answer.Open() -> {}
        case AccessRules.Answer.OnlyWith(List<HttpMethod> others) ->
            item.operation(call.getKey(), null);
        case AccessRules.Answer.Unknown() -> item.operation(call.getKey(), null);
      }
    }
  }

  private static void takes(Operation operation, String scope) {
    operation.setSecurity(List.of(new SecurityRequirement().addList(TOKEN, scope)));
  }

  private SecurityScheme scheme() {
    if (issuer != null) {
      return new SecurityScheme()
          .type(SecurityScheme.Type.OPENIDCONNECT)
          .openIdConnectUrl(issuer + "/.well-known/openid-configuration");
    }
    Scopes scopes = new Scopes();
    scopes.putAll(SCOPES);
    return new SecurityScheme()
        .type(SecurityScheme.Type.OAUTH2)
        .flows(
            new OAuthFlows()
                .clientCredentials(new OAuthFlow().tokenUrl("/oauth2/token").scopes(scopes)));
  }

  /** A schema for each file, by its name. */
  private Map<String, Schema<?>> schemas() {
    Map<String, Schema<?>> schemas = new TreeMap<>();
    try {
      for (Resource file : resources.getResources("classpath*:openapi/*.json")) {
        String name = Objects.requireNonNull(file.getFilename()).replace(".json", "");
        try (InputStream json = file.getInputStream()) {
          schemas.put(name, Json31.mapper().readValue(json, Schema.class));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return schemas;
  }
}
