package progression.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

  private static final String TOPIC = "things";

  @TempDir Path temp;

  @Test
  void committed_records_and_group_offsets_survive_a_restart_and_aborted_ones_stay_unseen()
      throws Exception {
    try (LocalKafka kafka = LocalKafka.start(temp)) {
      createTopic(kafka);
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        send(producer, "one", true);
        send(producer, "never", false);
        send(producer, "two", true);
      }
      assertThat(read(kafka, "first", 2)).containsExactly("one", "two");
    }
    try (LocalKafka kafka = LocalKafka.start(temp)) {
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        send(producer, "three", true);
      }
      assertThat(read(kafka, "first", 1)).containsExactly("three");
      assertThat(read(kafka, "second", 3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void it_recovers_by_itself_after_its_process_was_killed() throws Exception {
    try (OtherProcess other = OtherProcess.start(OtherProcess.HoldsKafka.class, temp)) {
      createTopic(other.held());
      try (KafkaProducer<String, String> producer = producer(other.held())) {
        send(producer, "one", true);
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, "key", "never")).get();
        other.kill();
        producer.close(Duration.ZERO);
      }
    }
    try (LocalKafka kafka = LocalKafka.start(temp)) {
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        send(producer, "two", true);
      }
      assertThat(read(kafka, "group", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void a_topic_that_nobody_declared_is_not_created() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(temp);
        KafkaConsumer<String, String> consumer = consumer(kafka, "group");
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      consumer.subscribe(List.of("mistyped"));
      consumer.poll(Duration.ofMillis(300));
      assertThat(admin.listTopics().names().get()).doesNotContain("mistyped");
    }
  }

  @Test
  void a_configured_port_is_used_and_one_that_is_taken_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> LocalKafka.start(temp, port))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Port " + port + " for Kafka is taken");
      taken.close();
      try (LocalKafka kafka = LocalKafka.start(temp, port)) {
        assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      }
    }
  }

  private static void createTopic(LocalKafka kafka) throws Exception {
    createTopic(kafka.bootstrapServers());
  }

  private static void createTopic(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<String, String> producer(LocalKafka kafka) {
    return producer(kafka.bootstrapServers());
  }

  private static KafkaProducer<String, String> producer(String bootstrapServers) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "relay"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void send(KafkaProducer<String, String> producer, String value, boolean commit)
      throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static KafkaConsumer<String, String> consumer(LocalKafka kafka, String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "group.id", group,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false"),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** Reads as a member of the group until it has this many values, then commits its offsets. */
  private static List<String> read(LocalKafka kafka, String group, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer(kafka, group)) {
      consumer.subscribe(List.of(TOPIC));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }
}
