package progression.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import progression.ledger.PostgresEventStorageEngine;

/**
 * The ten events of one learner and competency with the marker, by one caller, as Axon's messages;
 * and the same rows by a bare select over a connection that is held.
 */
final class BoundaryRead implements Scenario {

  private final Database database;
  private final int learners;
  private @Nullable Archive prepared;

  BoundaryRead(Database database, boolean quick) {
    this.database = database;
    this.learners = quick ? 1_000 : 10_000;
  }

  @Override
  public String id() {
    return "S6";
  }

  @Override
  public String metric() {
    return "boundary of 10 events, p50";
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public void prepare() throws Exception {
    prepared = new Archive(database, learners);
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("the ledger", this::ours),
        new Candidate("bare indexed select over JDBC", this::bare));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(1.3, "bare indexed select"));
  }

  private Measure.Result ours(Duration time) throws Exception {
    EventStorageEngine engine =
        new PostgresEventStorageEngine(
            archive().ledger(),
            event -> {
              throw new IllegalStateException("nothing is written here");
            });
    return Measure.inThreads(1, time, number -> () -> expectTen(count(engine, anyOne())))
        .asLatency();
  }

  private Measure.Result bare(Duration time) throws Exception {
    String schema = archive().ledger().schema();
    return Measure.inThreads(
            1,
            time,
            number ->
                new Raw.Writer(
                    database,
                    jdbc -> expectTen(jdbc.select(schema, "learner/competency=" + anyOne()))))
        .asLatency();
  }

  private static int count(EventStorageEngine engine, String boundary) {
    EventCriteria criteria =
        EventCriteria.havingTags(Tag.of("learner/competency", boundary))
            .andBeingOneOfTypes(Set.of(new QualifiedName(Samples.TYPE)));
    MessageStream<EventMessage> events =
        engine.source(SourcingCondition.conditionFor(criteria), null);
    int count = 0;
    Optional<MessageStream.Entry<EventMessage>> next = events.next();
    while (next.isPresent()) {
      if (next.get().message() != TerminalEventMessage.INSTANCE) {
        count++;
      }
      next = events.next();
    }
    return count;
  }

  private static int expectTen(int events) {
    if (events != Archive.EACH) {
      throw new IllegalStateException("read " + events);
    }
    return 1;
  }

  private String anyOne() {
    int learner = ThreadLocalRandom.current().nextInt(archive().learners());
    return "S-" + learner + "/" + Samples.competency(learner).value();
  }

  private Archive archive() {
    return requireNonNull(prepared, "not prepared");
  }

  @Override
  public void close() throws Exception {
    if (prepared != null) {
      prepared.close();
    }
  }
}
