package progression.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import progression.server.ServerSettings;

/** The filters that every HTTP call passes. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  /** {@code /v1}: a bearer token, a district served here, the scope of the call. */
  @Bean
  @Order(2)
  SecurityFilterChain calls(HttpSecurity http, ServerSettings settings, AccessProblems problems) {
    return stateless(http, problems)
        .securityMatcher("/v1/**")
        .oauth2ResourceServer(server ->
            server.jwt(jwt -> {}).authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .authorizeHttpRequests(calls ->
            calls
                // The first dispatch of such a request was authorized already.
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .access(new CallAuthorization(settings.districts())))
        .build();
  }

  /** The metrics of all districts: a bearer token with the scope for it, of whatever district. */
  @Bean
  @Order(3)
  SecurityFilterChain metrics(HttpSecurity http, AccessProblems problems) {
    return stateless(http, problems)
        .securityMatcher("/actuator/prometheus")
        .oauth2ResourceServer(server ->
            server.jwt(jwt -> {}).authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .authorizeHttpRequests(calls ->
            calls
                .anyRequest()
                .access((caller, call) ->
                    CallAuthorization.checkScope(caller.get(), AccessRules.OPERATIONS)))
        .build();
  }

  /** Everything else: two health checks are open, and there is nothing more. */
  @Bean
  @Order(4)
  SecurityFilterChain rest(HttpSecurity http, AccessProblems problems) {
    return stateless(http, problems)
        .exceptionHandling(failures -> failures.authenticationEntryPoint(problems::nothingHere))
        .authorizeHttpRequests(calls ->
            calls
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .anyRequest()
                .denyAll())
        .build();
  }

  /** No session, no cookie, hence nothing that another site's page could ride on. */
  private static HttpSecurity stateless(HttpSecurity http, AccessProblems problems) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems));
  }

  /**
   * An id in a path is percent-encoded and may hold anything, slashes and percent signs included.
   * Both the table of rules and the controllers match the path segment by segment before decoding;
   * what stands behind a bare semicolon would be left out there, and be taken for part of the id.
   */
  @Bean
  StrictHttpFirewall encodedIdsPass() {
    StrictHttpFirewall firewall =
        new StrictHttpFirewall() {
          @Override
          public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
            if (request.getRequestURI().indexOf(';') >= 0) {
              throw new RequestRejectedException("the path holds a bare semicolon");
            }
            return super.getFirewalledRequest(request);
          }
        };
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedDoubleSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowSemicolon(true);
    firewall.setAllowBackSlash(true);
    return firewall;
  }

  /** The same for the web server underneath, which answers with problem details too. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashesPass() {
    return factory -> {
      factory.addConnectorCustomizers(connector -> {
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
      });
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(WebServerProblems.class.getName());
        }
      });
    };
  }
}
