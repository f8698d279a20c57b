package progression.server;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import progression.ledger.CurriculumSource;
import progression.ledger.DamagedLedgerException;
import progression.ledger.Head;
import progression.ledger.Ledger;
import progression.ledger.LedgerPool;
import progression.ledger.Ledgers;
import progression.ledger.command.Commands;
import progression.ledger.command.UseCases;

/** The ledgers of all districts, in every role: who does not write to them reads them. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerConfiguration.class);

  /** Connections of the ledgers: their sessions have settings that would slow down others. */
  private static final int CONNECTIONS = 20;

  /** Events, fewer than what takes longer than a connection does. */
  private static final int RECENT = 1_000;

  /** How long what is in force may be answered from memory; a boundary reads on from there. */
  private static final Duration STALENESS = Duration.ofSeconds(1);

  /** A pool of its own, and never what somebody gets who asks for a data source. */
  @Bean(defaultCandidate = false)
  HikariDataSource ledgerPool(DataSourceProperties properties) {
    return LedgerPool.open(
        properties.determineUrl(),
        requireNonNull(properties.determineUsername(), "spring.datasource.username"),
        requireNonNull(properties.determinePassword(), "spring.datasource.password"),
        CONNECTIONS);
  }

  @Bean
  Ledgers ledgers(
      @Qualifier("ledgerPool") DataSource ledgerPool,
      ServerSettings settings,
      MeterRegistry registry) {
    Ledgers ledgers =
        Ledgers.open(
            settings.districts().stream().collect(toMap(identity(), district -> ledgerPool)));
    try {
      ledgers.all().forEach(ledger -> verify(ledger, settings.verify()));
    } catch (DamagedLedgerException damaged) {
      ledgers.close();
      throw new StartRefusedException(
          "%s. Nothing was changed.".formatted(damaged.getMessage()),
          "Restore this ledger from a backup; infra/deploy/RUNBOOK.md says how.");
    }
    ledgers.all().forEach(ledger -> ledger.publish(registry));
    return ledgers;
  }

  private static void verify(Ledger ledger, ServerSettings.Verify verify) {
    Head head =
        switch (verify) {
          case RECENT -> ledger.verify(RECENT);
          case ALL -> ledger.verify(Integer.MAX_VALUE);
        };
    if (verify == ServerSettings.Verify.ALL) {
      LOG.info(
          "The ledger of {} is intact up to position {}, hash {}.",
          ledger.district(),
          head.position(),
          head.hash());
    }
  }

  @Bean
  CurriculumSource curriculumSource(Ledgers ledgers) {
    return new CurriculumSource(ledgers, STALENESS);
  }

  @Bean
  @OnRole(Role.API)
  Commands commands(Ledgers ledgers) {
    return new Commands(ledgers, UseCases.all());
  }
}
