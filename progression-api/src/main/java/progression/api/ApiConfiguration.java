package progression.api;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Everything of the write side over HTTP. To be imported where {@link
 * progression.ledger.command.Commands}, {@link progression.ledger.CurriculumSource}, {@link
 * progression.ledger.Ledgers} and a {@link javax.sql.DataSource} are.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
public class ApiConfiguration {}
