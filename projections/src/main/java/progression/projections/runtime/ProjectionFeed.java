package progression.projections.runtime;

import static java.util.Map.entry;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import progression.ledger.StoredEvent;
import progression.projections.runtime.CheckpointJdbc.Advance;
import progression.projections.runtime.CheckpointJdbc.Seek;
import progression.projections.runtime.FeedReader.Reading;
import progression.relay.EventTopic;
import progression.relay.FeedRecord;

/**
 * Feeds one projection from Kafka, on one thread, with the share of the partitions that the group
 * gives to this process.
 *
 * <p>What counts is the checkpoint beside the rows; the group's offsets are only for show. After
 * any failure the feed leaves the group, and comes back to where the checkpoint stands.
 */
final class ProjectionFeed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProjectionFeed.class);

  private static final int BATCH = 1_000;

  /** In bytes, a quarter of it from one partition. A larger record is fetched alone. */
  private static final int FETCH = 256 * 1024;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SHOW_EVERY = Duration.ofSeconds(1);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final Projection projection;
  private final ProjectionWriter writer;
  private final Districts districts;
  private final EventTopic topic;
  private final FeedReader reader;
  private final Commits commits;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String error;

  ProjectionFeed(
      Projection projection,
      ProjectionWriter writer,
      Districts districts,
      EventTopic topic,
      FeedReader reader,
      Commits commits) {
    this.projection = projection;
    this.writer = writer;
    this.districts = districts;
    this.topic = topic;
    this.reader = reader;
    this.commits = commits;
    this.thread = Thread.ofPlatform().name("feed-" + projection.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** What keeps it from working, in a sentence; none while it works. */
  @Nullable String error() {
    return error;
  }

  /** Begins to close, so that of several none waits for another to have closed. */
  void stop() {
    stop.countDown();
  }

  /**
   * Finishes the batch in hand and leaves the group, so that another process takes over at once.
   */
  @Override
  public void close() {
    stop();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      if (!thread.join(Duration.ofSeconds(30))) {
        log.warn("The feed of {} is still busy and was left behind.", projection.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isStopped()) {
      try {
        consume();
      } catch (Exception e) {
        failed(e);
      }
    }
  }

  private void consume() throws SQLException {
    topic.ensure(districts.names());
    lanes.clear();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings())) {
      Set<String> topics = Set.copyOf(districts.names().stream().map(topic::name).toList());
      consumer.subscribe(topics, new Assignments(consumer));
      boolean isShown = true;
      long shownAt = System.nanoTime() - SHOW_EVERY.toNanos();
      while (!isStopped()) {
        boolean behind = catchUp();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(behind ? Duration.ZERO : POLL);
        if (!records.isEmpty()) {
          apply(records);
          isShown = false;
        }
        if (!isShown && System.nanoTime() - shownAt >= SHOW_EVERY.toNanos()) {
          consumer.commitAsync((offsets, ignored) -> {});
          isShown = true;
          shownAt = System.nanoTime();
        }
        error = null;
      }
    }
  }

  private void apply(ConsumerRecords<byte[], byte[]> records) throws SQLException {
    List<Arrival> arrivals = new ArrayList<>(records.count());
    for (TopicPartition partition : records.partitions()) {
      Lane lane = lanes.get(partition);
      if (lane != null) {
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          follow(lane, record.offset(), reader.read(partition, record), arrivals);
        }
      }
    }
    write(arrivals);
  }

  private static void follow(Lane lane, long offset, Reading reading, List<Arrival> arrivals) {
    FeedRecord record = reading.record();
    if (record == null) {
      lane.pass(offset);
      return;
    }
    Arrival event = reading.event();
    if (lane.follow(record, offset) == Lane.Verdict.NEXT && event != null) {
      arrivals.add(event);
    }
  }

  /** Reads one page of a ledger for the partitions that have missed something of it. */
  private boolean catchUp() throws SQLException {
    for (String district : districts.names()) {
      List<Lane> behind = lanes.values().stream().filter(lane -> lane.isBehind(district)).toList();
      if (!behind.isEmpty()) {
        catchUp(district, behind);
        return true;
      }
    }
    return false;
  }

  private void catchUp(String district, List<Lane> behind) throws SQLException {
    long from = behind.stream().mapToLong(lane -> lane.reached(district)).min().orElseThrow();
    List<StoredEvent> page = districts.ledger(district).after(from, BATCH);
    List<Arrival> arrivals = new ArrayList<>();
    for (Arrival arrival : Arrival.of(page, district, topic.partitions())) {
      boolean isMissing =
          behind.stream()
              .filter(lane -> lane.reached(district) < arrival.position())
              .anyMatch(lane ->
                  arrival.learner() == null || lane.partition().partition() == arrival.partition());
      if (isMissing) {
        arrivals.add(arrival);
      }
    }
    if (page.isEmpty()) {
      behind.forEach(lane -> lane.caughtUp(district));
    } else {
      behind.forEach(lane -> lane.caughtUpTo(district, page.getLast().position()));
    }
    write(arrivals);
  }

  private void write(List<Arrival> arrivals) throws SQLException {
    List<Advance> advances = new ArrayList<>();
    List<Seek> seeks = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      advances.addAll(lane.advances());
      seeks.addAll(lane.seeks());
    }
    if (!advances.isEmpty() || !seeks.isEmpty()) {
      writer.write(arrivals, advances, seeks);
    }
    lanes.values().forEach(Lane::committed);
    commits.add(advances);
  }

  private Lane open(TopicPartition partition, long begin, long end) throws SQLException {
    Map<String, String> incarnations = new HashMap<>();
    for (String district : districts.names()) {
      if (topic.name(district).equals(partition.topic())) {
        incarnations.put(district, topic.incarnation(district));
      }
    }
    Lane lane = writer.open(partition, incarnations);
    if (lane.next() < begin || lane.next() > end) {
      lane.startAt(end);
    }
    return lane;
  }

  /** What an operator is told of a failure. */
  static String sentence(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage().lines().findFirst().orElse("");
  }

  private void failed(Exception e) {
    String sentence = sentence(e);
    if (!sentence.equals(error)) {
      log.error("The feed of {} failed and will try again.", projection.name(), e);
    }
    error = sentence;
    try {
      var unused = stop.await(TRY_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      stop.countDown();
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private final class Assignments implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Assignments(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        try {
          Lane lane =
              open(partition, begin.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L));
          lanes.put(partition, lane);
          consumer.seek(partition, lane.next());
        } catch (SQLException e) {
          throw new KafkaException("The checkpoint of " + partition + " cannot be read.", e);
        }
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(lanes::remove);
    }
  }

  private Map<String, Object> settings() {
    return topic.with(
        Map.ofEntries(
            entry(ConsumerConfig.GROUP_ID_CONFIG, "progression-" + projection.name()),
            entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH),
            entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH / 4),
            entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH),
            entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
            entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
            entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)));
  }
}
