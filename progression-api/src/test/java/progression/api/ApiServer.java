package progression.api;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import progression.ledger.CurriculumSource;
import progression.ledger.LedgerPool;
import progression.ledger.Ledgers;
import progression.ledger.command.Commands;
import progression.ledger.command.UseCases;
import progression.teststack.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One real server for all tests of this process. Each test works in a district of its own. */
public final class ApiServer {

  /** Where the results of streams go that their clients do not read. */
  public static final Path SPOOL = target("spool");

  private static final int DISTRICTS = 150;

  private static final String FRAGILE = "fragile";
  private static final AtomicBoolean BROKEN = new AtomicBoolean();
  private static final AtomicInteger TAKEN = new AtomicInteger();
  private static final TestPostgres POSTGRES = TestPostgres.start(target("postgres"));
  private static final ConfigurableApplicationContext CONTEXT = start();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              CONTEXT.close();
              POSTGRES.close();
            }));
  }

  private ApiServer() {}

  /** A district that nobody else uses. */
  public static District newDistrict() {
    return new District(port(), "d-" + TAKEN.incrementAndGet());
  }

  /** A district whose ledger can be taken away. */
  public static District fragileDistrict() {
    return new District(port(), FRAGILE);
  }

  /** Takes the ledger of {@link #fragileDistrict} away, or gives it back. */
  public static void breakFragileDistrict(boolean broken) {
    BROKEN.set(broken);
  }

  /** Where it listens on the loopback address. */
  public static int port() {
    return Integer.parseInt(
        String.valueOf(CONTEXT.getEnvironment().getProperty("local.server.port")));
  }

  /** The ledgers behind it. */
  public static Ledgers ledgers() {
    return CONTEXT.getBean(Ledgers.class);
  }

  /** What an event says that stands in a district's ledger. */
  public static JsonNode recorded(District district, long position) {
    return JsonMapper.shared()
        .readTree(ledgers().of(district.name()).reader().at(position).orElseThrow().payload());
  }

  /** Its way into the ledgers. */
  public static Commands commands() {
    return CONTEXT.getBean(Commands.class);
  }

  /** What is in force in its districts. */
  public static CurriculumSource curricula() {
    return CONTEXT.getBean(CurriculumSource.class);
  }

  /** Its database. */
  public static DataSource database() {
    return CONTEXT.getBean(DataSource.class);
  }

  private static ConfigurableApplicationContext start() {
    SpringApplication application = new SpringApplication(Server.class);
    // a shutdown hook of ours stops the database after the server
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", "0",
            // so short that a client that is given up for it is noticed
            "server.tomcat.connection-timeout", "500ms",
            "spring.threads.virtual.enabled", "true",
            "spring.main.banner-mode", "off",
            "progression.spool-dir", SPOOL.toString(),
            "progression.bulk.spool-memory", "65536"));
    return application.run();
  }

  private static Path target(String name) {
    return Path.of("target", name + "-" + ProcessHandle.current().pid()).toAbsolutePath();
  }

  /** The parts that a server adds to the write side. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ApiConfiguration.class)
  static class Server {

    @Bean
    HikariDataSource dataSource() {
      return LedgerPool.open(POSTGRES.jdbcUrl(), POSTGRES.username(), POSTGRES.password(), 16);
    }

    @Bean
    Ledgers ledgers(DataSource dataSource) {
      Map<String, DataSource> districts = new HashMap<>();
      IntStream.rangeClosed(1, DISTRICTS).forEach(n -> districts.put("d-" + n, dataSource));
      districts.put(
          FRAGILE,
          new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
              if (BROKEN.get()) {
                throw new SQLTransientConnectionException("taken away by a test");
              }
              return super.getConnection();
            }
          });
      return Ledgers.open(districts);
    }

    @Bean
    Commands commands(Ledgers ledgers) {
      return new Commands(ledgers, UseCases.all());
    }

    @Bean
    CurriculumSource curricula(Ledgers ledgers) {
      return new CurriculumSource(ledgers, Duration.ofMillis(200));
    }

    /** A token is the name of a district: what it may do is no matter of these tests. */
    @Bean
    JwtDecoder tokens() {
      return token ->
          Jwt.withTokenValue(token)
              .header("alg", "none")
              .subject("district-sis")
              .claim("district", token)
              .claim("scope", List.of())
              .build();
    }
  }
}
