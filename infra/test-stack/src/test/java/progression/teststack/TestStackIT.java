package progression.teststack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every test may rely on, wherever the servers run. */
class TestStackIT {

  @TempDir Path temp;

  @Test
  void postgresql_is_durable_and_sorts_by_code_point() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start(temp)) {
      assertThat(query(postgres, "show server_version")).startsWith("18.");
      assertThat(query(postgres, "show fsync")).isEqualTo("on");
      assertThat(query(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(query(postgres, "show data_checksums")).isEqualTo("on");
      assertThat(query(postgres, "show server_encoding")).isEqualTo("UTF8");
      assertThat(query(postgres, "select datlocale from pg_database where datname = 'postgres'"))
          .isEqualTo("C.UTF-8");
    }
  }

  @Test
  void postgresql_is_gone_when_it_is_closed() throws SQLException {
    TestPostgres postgres = TestPostgres.start(temp);
    assertThat(query(postgres, "select 1")).isEqualTo("1");
    postgres.close();
    assertThatThrownBy(() -> query(postgres, "select 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void kafka_keeps_transactions_and_creates_no_topic_that_nobody_declared() throws Exception {
    try (TestKafka kafka = TestKafka.start(temp);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("declared", 1, (short) 1))).all().get();
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("declared", "aborted")).get();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("declared", "committed")).get();
        producer.commitTransaction();
      }
      assertThat(firstValues(kafka)).containsExactly("committed");
      assertThatThrownBy(() -> admin.describeTopics(List.of("guessed")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void both_are_reachable_on_loopback_alone() throws IOException {
    try (TestPostgres postgres = TestPostgres.start(temp.resolve("postgresql"));
        TestKafka kafka = TestKafka.start(temp.resolve("kafka"))) {
      int kafkaPort = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
      for (int port : List.of(postgres.port(), kafkaPort)) {
        assertThat(accepts(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
        assertThat(
                NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .filter(address -> accepts(address, port)))
            .isEmpty();
      }
    }
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static KafkaProducer<String, String> producer(TestKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<String> firstValues(TestKafka kafka) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "readers",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("declared"));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.isEmpty() && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private static String query(TestPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
