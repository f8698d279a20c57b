package progression.server;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What each role adds to the process. */
final class Roles {

  private Roles() {}

  /** Controllers of the write side. */
  @Configuration(proxyBeanMethods = false)
  @OnRole(Role.API)
  @ComponentScan("progression.api")
  static class Api {}

  /** Consumers and controllers of the read side. */
  @Configuration(proxyBeanMethods = false)
  @OnRole(Role.PROJECTIONS)
  @ComponentScan("progression.projections")
  static class Projections {}
}
