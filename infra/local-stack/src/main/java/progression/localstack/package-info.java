/**
 * PostgreSQL and Kafka for a machine that has neither: started by this process, kept in one data
 * directory, stopped with it. The default run and the integration tests stand on this package; a
 * production deployment points at external servers and never enters it.
 *
 * <p>Start with {@link progression.localstack.LocalStack}. Every start takes the exclusive lock of
 * its {@link progression.localstack.DataDirectory}, so two processes never share one.
 */
@org.jspecify.annotations.NullMarked
package progression.localstack;
