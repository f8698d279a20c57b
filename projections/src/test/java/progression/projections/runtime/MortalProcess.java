package progression.projections.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import progression.relay.EventTopic;

/**
 * Feeds as of a process of their own, which can die: all threads stop where they are, and the
 * broker hears nothing more of them, not even that they leave. When it comes back it goes on where
 * it stopped, and knows nothing of what happened meanwhile.
 */
final class MortalProcess implements AutoCloseable {

  /** Where it dies. */
  enum Moment {
    /** With a batch in hand; its connection to the database stands when it comes back. */
    BEFORE_WRITE,
    /** With all of a batch written, which is gone with the connection. */
    BEFORE_COMMIT,
    /** With all of it committed, and before anything here has heard of that. */
    AFTER_COMMIT
  }

  private final String name;
  private final BrokerProxy broker;
  private final List<ProjectionFeed> feeds = new ArrayList<>();
  private @Nullable Moment fate;
  private @Nullable CountDownLatch death;

  /**
   * Lives from now on.
   *
   * @param name how the ids of its clients begin, and no others
   */
  MortalProcess(
      String name,
      List<Projection> projections,
      DataSource tables,
      Districts districts,
      EventTopic topic,
      BrokerProxy broker) {
    this.name = name;
    this.broker = broker;
    FeedReader reader = new FeedReader();
    DataSource watched = new Watched(tables);
    for (Projection projection : projections) {
      Map<String, Object> client = topic.with(Map.of("client.id", name + projection.name()));
      ProjectionFeed feed =
          new ProjectionFeed(
              projection,
              new ProjectionWriter(projection, projection.name(), watched),
              districts,
              new EventTopic(client, topic.partitions(), topic.incarnations()),
              reader,
              new Commits());
      feed.start();
      feeds.add(feed);
    }
  }

  /** Has it die as soon as one of its feeds comes to this. */
  synchronized void dieAt(Moment moment) {
    fate = moment;
  }

  synchronized boolean isDead() {
    return death != null;
  }

  /** From now on it lives again. */
  synchronized void comeBack() {
    fate = null;
    broker.letIn(name);
    if (death != null) {
      death.countDown();
      death = null;
    }
  }

  /** Finishes what it has in hand, after its death if need be, and leaves its groups in order. */
  @Override
  public void close() {
    feeds.forEach(ProjectionFeed::stop);
    comeBack();
    feeds.forEach(ProjectionFeed::close);
  }

  /** What its feeds failed at last. */
  List<String> errors() {
    return feeds.stream().map(ProjectionFeed::error).filter(Objects::nonNull).toList();
  }

  private void reached(Moment moment, Connection connection)
      throws SQLException, InterruptedException {
    CountDownLatch waits = death(moment);
    if (waits != null) {
      if (moment == Moment.BEFORE_COMMIT) {
        connection.abort(Runnable::run);
      }
      waits.await();
    }
  }

  private synchronized @Nullable CountDownLatch death(Moment moment) {
    if (moment == fate && death == null) {
      death = new CountDownLatch(1);
      broker.shutOut(name);
    }
    return death;
  }

  /** Tells when its feeds come to one of the moments. */
  private final class Watched extends DelegatingDataSource {

    Watched(DataSource tables) {
      super(tables);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Watched.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private @Nullable Object call(
        Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
      boolean isCommit = method.getName().equals("commit");
      if (isCommit) {
        reached(Moment.BEFORE_COMMIT, connection);
      } else if (arguments != null
          && arguments[0] instanceof String sql
          && sql.startsWith("update checkpoint")) {
        reached(Moment.BEFORE_WRITE, connection);
      }
      try {
        Object result = method.invoke(connection, arguments);
        if (isCommit) {
          reached(Moment.AFTER_COMMIT, connection);
        }
        return result;
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
