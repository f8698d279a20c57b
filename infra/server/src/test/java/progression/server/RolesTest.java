package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class RolesTest {

  @Configuration(proxyBeanMethods = false)
  static class OnePerRole {
    @Bean
    @OnRole(Role.API)
    Role api() {
      return Role.API;
    }

    @Bean
    @OnRole(Role.RELAY)
    Role relay() {
      return Role.RELAY;
    }

    @Bean
    @OnRole(Role.PROJECTIONS)
    Role projections() {
      return Role.PROJECTIONS;
    }
  }

  private final ApplicationContextRunner process =
      new ApplicationContextRunner().withUserConfiguration(OnePerRole.class);

  @Test
  void a_process_runs_every_role_unless_told_otherwise() {
    process.run(context ->
        assertThat(context.getBeansOfType(Role.class).values())
            .containsExactlyInAnyOrder(Role.values()));
  }

  @ParameterizedTest
  @EnumSource
  void a_process_runs_only_the_roles_that_it_is_told(Role role) {
    process
        .withPropertyValues("progression.roles=" + role.name().toLowerCase(Locale.ROOT))
        .run(context ->
            assertThat(context.getBeansOfType(Role.class).values()).containsExactly(role));
  }

  @Test
  void a_role_that_does_not_exist_stops_the_start() {
    process
        .withPropertyValues("progression.roles=api,archivist")
        .run(context -> assertThat(context).hasFailed());
  }
}
