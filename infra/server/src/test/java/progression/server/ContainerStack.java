package progression.server;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import progression.teststack.Kind;
import progression.teststack.TestKafka;
import progression.teststack.TestPostgres;

/**
 * Under the Maven profile {@code containers}, a server that a test starts finds its PostgreSQL and
 * its Kafka outside, in containers of its own. A test about the embedded servers sets {@code
 * progression.stack} itself and keeps them.
 */
@Order(1)
final class ContainerStack
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    switch (Kind.chosen()) {
      case EMBEDDED -> {}
      case CONTAINERS -> {
        if (!context.getEnvironment().containsProperty("progression.stack")) {
          start(context);
        }
      }
    }
  }

  private static void start(ConfigurableApplicationContext context) {
    Path directory = ServerSettings.of(context.getEnvironment()).dataDirectory();
    DefaultSingletonBeanRegistry beans = (DefaultSingletonBeanRegistry) context.getBeanFactory();
    TestPostgres postgres = TestPostgres.start(directory.resolve("postgresql"));
    beans.registerDisposableBean("testPostgres", postgres::close);
    TestKafka kafka = TestKafka.start(directory.resolve("kafka"));
    beans.registerDisposableBean("testKafka", kafka::close);
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "testStack",
                Map.of(
                    "progression.stack", "external",
                    "spring.datasource.url", postgres.jdbcUrl(),
                    "spring.datasource.username", postgres.username(),
                    "spring.datasource.password", postgres.password(),
                    "progression.kafka.bootstrap-servers", kafka.bootstrapServers())));
  }
}
