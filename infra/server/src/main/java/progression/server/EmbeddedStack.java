package progression.server;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import progression.localstack.LocalStack;
import progression.localstack.LocalStackException;

/**
 * Starts PostgreSQL and Kafka before the first bean needs them and stops them after the last one
 * has gone. No bean needs Kafka before those with a life of their own are started, so it may come
 * up while beans are made.
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
    CompletableFuture<LocalStack> starting =
        CompletableFuture.supplyAsync(
            () ->
                LocalStack.start(
                    settings.dataDirectory(), settings.postgres().port(), settings.kafka().port()),
            Thread::startVirtualThread);
    // Told to stop while it is still starting: no context will close it.
    SpringApplication.getShutdownHandlers()
        .add(() -> starting.thenAccept(LocalStack::close).exceptionally(failed -> null).join());
    LocalStack stack = join(starting);
    // Beans go in the reverse order of their registration: the first one registered goes last.
    ((DefaultSingletonBeanRegistry) context.getBeanFactory())
        .registerDisposableBean("localStack", stack::close);
    context.getBeanFactory().registerSingleton("localStack", stack);
    context.getBeanFactory().registerSingleton("localKafka", new KafkaAwaited(stack));
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

  private static LocalStack join(CompletableFuture<LocalStack> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LocalStackException known ? known : e;
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
