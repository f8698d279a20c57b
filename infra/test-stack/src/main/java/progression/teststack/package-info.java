/**
 * The PostgreSQL and the Kafka that integration tests stand on: embedded, or in containers under
 * the Maven profile {@code containers}. A test asks for a {@link
 * progression.teststack.TestPostgres} or a {@link progression.teststack.TestKafka} and cannot tell
 * which it got. Tests about the embedded servers themselves ask {@code progression.localstack}.
 */
@org.jspecify.annotations.NullMarked
package progression.teststack;
