package progression.server;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/**
 * What each role adds to the process. The two sides do not see each other, so their beans may well
 * have the same simple names.
 */
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
  @ComponentScan(
      basePackages = "progression.projections",
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
  static class Projections {}
}
