package progression.server.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.StringUtils;
import progression.server.ServerSettings;

/**
 * Issues tokens to the demo clients at {@code POST /oauth2/token} (client credentials, HTTP Basic),
 * for a run that needs nothing around it. Where an issuer is configured it does not exist.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(LocalAuthorizationServer.NoIssuer.class)
public class LocalAuthorizationServer {

  /** The property that names an external issuer. */
  public static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

  private static final String DISTRICT = "district";

  /** Whether tokens come from an identity provider, so that the demo clients do not exist. */
  public static boolean hasIssuer(Environment environment) {
    return StringUtils.hasText(environment.getProperty(ISSUER));
  }

  /** The identity provider; none where the demo clients exist. */
  public static @Nullable String issuer(Environment environment) {
    return hasIssuer(environment) ? environment.getProperty(ISSUER) : null;
  }

  /** Holds where no issuer is configured. */
  static final class NoIssuer implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !hasIssuer(context.getEnvironment());
    }
  }

  @Bean
  @Order(1)
  SecurityFilterChain tokens(HttpSecurity http) {
    return http.oauth2AuthorizationServer(
            server -> {
              http.securityMatcher("/oauth2/token");
              server.tokenEndpoint(endpoint ->
                  endpoint.accessTokenRequestConverters(
                      converters -> converters.addFirst(new AllScopesByDefault())));
            })
        .authorizeHttpRequests(calls -> calls.anyRequest().authenticated())
        .build();
  }

  @Bean
  RegisteredClientRepository demoClients(ServerSettings settings) {
    List<RegisteredClient> clients =
        DemoClient.of(settings.districts()).stream()
            .map(LocalAuthorizationServer::register)
            .toList();
    return new InMemoryRegisteredClientRepository(clients);
  }

  private static RegisteredClient register(DemoClient client) {
    return RegisteredClient.withId(client.name())
        .clientId(client.name())
        .clientSecret("{noop}" + client.name())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(scopes -> scopes.addAll(client.scopes()))
        .clientSettings(ClientSettings.builder().setting(DISTRICT, client.district()).build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
        .build();
  }

  @Bean
  OAuth2AuthorizationService nothingToRemember() {
    return new NothingToRemember();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> districtClaim() {
    return context -> {
      String district = context.getRegisteredClient().getClientSettings().getSetting(DISTRICT);
      if (district != null && !district.isEmpty()) {
        context.getClaims().claim(DISTRICT, district);
      }
    };
  }

  @Bean
  RSAKey signingKey(ServerSettings settings) {
    return SigningKey.in(settings.dataDirectory());
  }

  @Bean
  JWKSource<SecurityContext> signingKeys(RSAKey signingKey) {
    return new ImmutableJWKSet<>(new JWKSet(signingKey));
  }

  @Bean
  JwtDecoder localTokens(RSAKey signingKey) throws JOSEException {
    return NimbusJwtDecoder.withPublicKey(signingKey.toRSAPublicKey()).build();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings() {
    return AuthorizationServerSettings.builder().build();
  }
}
