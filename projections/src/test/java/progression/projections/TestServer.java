package progression.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import progression.ledger.CurriculumSource;
import progression.ledger.Ledgers;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.Projection;
import progression.projections.runtime.ProjectionRuntime;
import progression.relay.EventTopic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The read side's own wiring, asked as a server would be, by callers of any district. */
final class TestServer implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.shared();

  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  TestServer(List<String> districts) {
    context.setServletContext(new MockServletContext());
    context.setEnvironment(
        new MockEnvironment()
            .withProperty("districts", String.join(",", districts))
            .withProperty("progression.projections.patience", "8s")
            .withProperty("progression.projections.count-every", "1s"));
    context.register(Wiring.class);
  }

  void start() {
    context.refresh();
  }

  /** What a servlet container asks. */
  DispatcherServlet servlet() {
    return new DispatcherServlet(context);
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
    MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(path);
    headers.forEach(request::header);
    return answer(district, request);
  }

  MockHttpServletResponse post(String district, URI path) throws Exception {
    return post(district, path, Map.of());
  }

  MockHttpServletResponse post(String district, URI path, Map<String, String> headers)
      throws Exception {
    MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(path);
    headers.forEach(request::header);
    return answer(district, request);
  }

  private MockHttpServletResponse answer(String district, MockHttpServletRequestBuilder request)
      throws Exception {
    authenticate(district);
    try {
      MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
      return mvc.perform(request).andReturn().getResponse();
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  /** Lets this thread have a token of the district. */
  static void authenticate(String district) {
    Jwt token =
        Jwt.withTokenValue("t")
            .header("alg", "none")
            .subject("sis")
            .claim("district", district)
            .build();
    SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
  }

  /** What is answered with 200. */
  JsonNode ok(String district, String path) throws Exception {
    MockHttpServletResponse answer = get(district, URI.create(path), Map.of());
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    return json(answer);
  }

  static JsonNode json(MockHttpServletResponse answer) throws Exception {
    return JSON.readTree(answer.getContentAsString(UTF_8));
  }

  static void assertProblem(MockHttpServletResponse answer, int status, String slug)
      throws Exception {
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
    assertThat(json(answer).get("type").asString()).isEqualTo("/problems/" + slug);
  }

  /** Makes all tables anew beside the live ones; fails where the rows are not the same. */
  void rebuild(String district) {
    List<Projection> projections = beans(Projection.class);
    ProjectionRuntime rebuilding =
        new ProjectionRuntime(
            projections,
            bean(DataSource.class),
            bean(Districts.class),
            TestStack.topic(),
            bean(Freshness.class),
            new ProjectionRuntime.Wish(
                projections.stream().map(Projection::name).collect(Collectors.toSet()), false));
    rebuilding.start();
    await()
        .atMost(60, SECONDS)
        .until(() -> projections.stream().noneMatch(one -> isRebuilding(one.name(), district)));
    rebuilding.stop();
  }

  private boolean isRebuilding(String projection, String district) {
    Freshness.Rebuilding rebuild = bean(Freshness.class).state(projection, district).rebuild();
    if (rebuild != null) {
      assertThat(rebuild.differing()).as(projection).isNull();
      assertThat(rebuild.failure()).as(projection).isNull();
    }
    return rebuild != null;
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

    /**
     * Of its own: a rebuild compares all rows there are with those of the districts served here.
     */
    @Bean
    DataSource tables() {
      return TestStack.newTables(TestStack.newDistrict().replace('-', '_'));
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
