package progression.server.openapi;

import io.swagger.v3.core.converter.ModelConverter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.converters.ModelConverterRegistrar;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.security.oauth2.jwt.Jwt;
import progression.api.caller.Caller;
import progression.server.access.LocalAuthorizationServer;

/** Has the document generated, and nothing of it before somebody asks. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  @Bean
  @Lazy
  OpenApiCustomizer document(
      Environment environment,
      ResourcePatternResolver resources,
      ModelConverterRegistrar makesItselfKnown) {
    return new ContractDocument(LocalAuthorizationServer.issuer(environment), resources);
  }

  @Bean
  @Lazy
  OperationCustomizer operation() {
    // What comes with the token is no parameter.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Jwt.class);
    return new OperationContract();
  }

  @Bean
  @Lazy
  ModelConverter recordSchemas() {
    return new RecordSchemas();
  }

  /** The generator would otherwise build itself during each start. */
  @Bean
  static BeanFactoryPostProcessor onlyWhenAsked() {
    return beans -> {
      for (String name : beans.getBeanDefinitionNames()) {
        if (name.startsWith("org.springdoc.")
            || isOfTheGenerator(beans.getBeanDefinition(name).getFactoryBeanName())) {
          beans.getBeanDefinition(name).setLazyInit(true);
        }
      }
    };
  }

  private static boolean isOfTheGenerator(@Nullable String factory) {
    return factory != null && factory.startsWith("org.springdoc.");
  }
}
