package progression.server;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import progression.localstack.LocalStack;

/**
 * Starts PostgreSQL and Kafka beside everything else and stops them after the last bean has gone.
 * The first bean that needs PostgreSQL waits for it. None needs Kafka before those with a life of
 * their own are started.
 *
 * <p>It publishes where they are as {@code spring.datasource.url}, {@code username} and {@code
 * password} and as {@code progression.kafka.bootstrap-servers}: the same properties that name the
 * servers when they run elsewhere, so nothing else knows the difference.
 */
@Order(2)
final class EmbeddedStack implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ServerSettings settings = ServerSettings.of(context.getEnvironment());
    switch (settings.stack()) {
      case EMBEDDED -> start(settings, context);
      case EXTERNAL -> {}
    }
  }

  private static void start(ServerSettings settings, ConfigurableApplicationContext context) {
    FencedAtStart.install();
    LocalStack stack =
        LocalStack.start(
            settings.dataDirectory(), settings.postgres().port(), settings.kafka().port());
    // Told to stop before there is a context that would close it.
    SpringApplication.getShutdownHandlers().add(stack::close);
    // Beans go in the reverse order of their registration: the first one registered goes last.
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    ((DefaultSingletonBeanRegistry) beans).registerDisposableBean("localStack", stack::close);
    beans.registerSingleton("localStack", stack);
    beans.registerSingleton("localKafka", new KafkaAwaited(stack));
    beans.addBeanPostProcessor(new PostgresAwaited(stack));
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "localStack",
                Map.of(
                    "spring.datasource.url", stack.jdbcUrl(),
                    "spring.datasource.username", stack.username(),
                    "spring.datasource.password", stack.password(),
                    "progression.kafka.bootstrap-servers", stack.bootstrapServers())));
  }

  /** The first to learn where PostgreSQL is waits until it serves clients. */
  private record PostgresAwaited(LocalStack stack) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof DataSourceProperties) {
        stack.awaitPostgres();
      }
      return bean;
    }
  }

  /** The first to be started waits until Kafka serves clients. */
  private record KafkaAwaited(LocalStack stack) implements SmartLifecycle {

    @Override
    public void start() {
      stack.awaitKafka();
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false; // It ends with the stack.
    }

    @Override
    public int getPhase() {
      return Integer.MIN_VALUE;
    }
  }
}
