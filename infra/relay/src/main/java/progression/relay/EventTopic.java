package progression.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topic that feeds the projections, and the cluster it lives on. Internal: partners get feeds
 * of their own.
 *
 * @param client Kafka client properties that all clients share, at least {@code bootstrap.servers}
 * @param partitions fixed for good: another count means a new incarnation
 * @param incarnations the declared life of each district's ledger, where it is not the first
 */
public record EventTopic(
    Map<String, Object> client, int partitions, Map<String, String> incarnations) {

  /** The incarnation of a ledger that was never restored. */
  static final String FIRST_INCARNATION = "1";

  /** A published framework travels as one record. */
  static final int MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

  static final String STATE = "progression.relay";

  private static final String EVENTS = "progression.events";
  private static final Duration RETENTION = Duration.ofDays(7);

  public EventTopic {
    client = Map.copyOf(client);
    incarnations = Map.copyOf(incarnations);
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic has at least one partition");
    }
  }

  /** The declared life of a district's ledger; a restore from a backup begins another. */
  public String incarnation(String district) {
    return incarnations.getOrDefault(district, FIRST_INCARNATION);
  }

  /** The name of the topic that carries a district: each incarnation has one of its own. */
  public String name(String district) {
    String incarnation = incarnation(district);
    return incarnation.equals(FIRST_INCARNATION) ? EVENTS : EVENTS + "-" + incarnation;
  }

  /** The shared client properties together with these. */
  public Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(client);
    all.putAll(more);
    return all;
  }

  /**
   * Creates the topics of these districts where they are missing.
   *
   * @throws IllegalStateException if one exists with another number of partitions
   */
  public void ensure(Collection<String> districts) {
    try (Admin admin = Admin.create(client)) {
      List<NewTopic> topics = new ArrayList<>();
      topics.add(stateTopic());
      districts.stream().map(this::name).distinct().map(this::eventTopic).forEach(topics::add);
      for (NewTopic topic : topics) {
        create(admin, topic);
      }
    }
  }

  private void create(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("The topic " + topic.name() + " could not be created.", e);
      }
      checkPartitions(admin, topic);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void checkPartitions(Admin admin, NewTopic topic) {
    try {
      TopicDescription found =
          admin.describeTopics(List.of(topic.name())).allTopicNames().get().get(topic.name());
      if (found != null && found.partitions().size() != topic.numPartitions()) {
        throw new IllegalStateException(
            """
            The topic %s has %d partitions and not %d; their number is fixed. \
            Declare a new incarnation to change it.\
            """
                .formatted(topic.name(), found.partitions().size(), topic.numPartitions()));
      }
    } catch (ExecutionException e) {
      throw new KafkaException("The topic " + topic.name() + " could not be described.", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private NewTopic eventTopic(String name) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()),
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES)));
  }

  /** Small segments, so that a relay that starts has little to read. */
  private static NewTopic stateTopic() {
    return new NewTopic(STATE, Optional.of(1), Optional.empty())
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(16 * 1024 * 1024),
                TopicConfig.SEGMENT_MS_CONFIG,
                Long.toString(Duration.ofHours(1).toMillis()),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1"));
  }

  static KafkaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException(e);
  }
}
