package progression.projections;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import progression.ledger.CurriculumSource;
import progression.ledger.Ledgers;
import progression.relay.EventTopic;

/** The read side's own wiring, asked as a server would be, by callers of any district. */
final class TestServer implements AutoCloseable {

  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  TestServer(List<String> districts) {
    context.setServletContext(new MockServletContext());
    context.setEnvironment(
        new MockEnvironment()
            .withProperty("districts", String.join(",", districts))
            .withProperty("progression.projections.patience", "8s"));
    context.register(Wiring.class);
  }

  void start() {
    context.refresh();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  <T> List<T> beans(Class<T> type) {
    return List.copyOf(context.getBeansOfType(type).values());
  }

  /** What somebody with a token of the district is answered. */
  MockHttpServletResponse get(String district, URI path, Map<String, String> headers)
      throws Exception {
    Jwt token = Jwt.withTokenValue("t").header("alg", "none").claim("district", district).build();
    SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    try {
      MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
      MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(path);
      headers.forEach(request::header);
      MvcResult result = mvc.perform(request).andReturn();
      if (result.getRequest().isAsyncStarted()) {
        result = mvc.perform(MockMvcRequestBuilders.asyncDispatch(result)).andReturn();
      }
      return result.getResponse();
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration
  @EnableWebMvc
  @ComponentScan("progression.projections")
  static class Wiring implements WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
      resolvers.add(new AuthenticationPrincipalArgumentResolver());
    }

    @Bean
    Ledgers ledgers(@Value("${districts}") List<String> districts) {
      return Ledgers.open(
          districts.stream().collect(Collectors.toMap(name -> name, name -> TestStack.ledgers())));
    }

    @Bean
    CurriculumSource curricula(Ledgers ledgers) {
      return new CurriculumSource(ledgers, Duration.ZERO);
    }

    @Bean(destroyMethod = "")
    DataSource tables() {
      return TestStack.tables();
    }

    @Bean
    ConversionService conversionService() {
      return new ApplicationConversionService();
    }

    @Bean
    EventTopic topic() {
      return TestStack.topic();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }
}
