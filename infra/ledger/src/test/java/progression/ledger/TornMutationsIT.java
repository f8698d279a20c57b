package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import progression.ledger.CuttingProxy.Moment;

/** Takes away one thing that makes the answer to a torn commit true, and shows that it is seen. */
class TornMutationsIT {

  @Test
  void a_torn_commit_that_is_called_failed_without_looking_is_noticed() throws Exception {
    assertThat(
            complaintsOf(
                Moment.ANSWERED,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      @Override
                      boolean stands(Connection connection, long after, List<PendingEvent> events) {
                        return false;
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("called unrecorded"));
  }

  @Test
  void a_torn_commit_that_is_called_done_without_looking_is_noticed() throws Exception {
    assertThat(
            complaintsOf(
                Moment.WITHHELD,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      @Override
                      boolean stands(Connection connection, long after, List<PendingEvent> events) {
                        return true;
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("acknowledged at"));
  }

  @Test
  void a_look_that_does_not_wait_for_the_lock_is_noticed() throws Exception {
    assertThat(
            complaintsOf(
                Moment.LATE,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      private boolean written;

                      @Override
                      void begin(Connection connection) throws SQLException {
                        if (written) {
                          connection.setAutoCommit(false);
                        } else {
                          super.begin(connection);
                        }
                        written = false;
                      }

                      @Override
                      void insert(Connection connection, Tip tip, List<PendingEvent> events)
                          throws SQLException {
                        super.insert(connection, tip, events);
                        written = true;
                      }

                      @Override
                      void announce(Connection connection, long position) throws SQLException {
                        super.announce(connection, position);
                        written = false;
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("called unrecorded"));
  }

  @Test
  void an_acknowledgement_before_the_commit_is_noticed() throws Exception {
    Map<UUID, CompletableFuture<Long>> hasty = new ConcurrentHashMap<>();
    AppenderParts parts =
        (district, schema) ->
            new AppendJdbc(district, schema) {
              @Override
              void insert(Connection connection, Tip tip, List<PendingEvent> events)
                  throws SQLException {
                super.insert(connection, tip, events);
                for (int i = 0; i < events.size(); i++) {
                  CompletableFuture<Long> done = hasty.get(events.get(i).id());
                  if (done != null) {
                    done.complete(tip.position() + 1 + i);
                  }
                }
              }
            };
    assertThat(
            complaints(
                Moment.WITHHELD,
                (district, dataSource) ->
                    new Ledger(
                        district,
                        dataSource,
                        new ReadJdbc(district, Ledger.schema(district)),
                        (pool, jdbc, signal) ->
                            new GroupCommitAppender(
                                pool, parts.create(district, Ledger.schema(district)), signal) {
                              @Override
                              CompletableFuture<Long> append(AppendRequest request) {
                                CompletableFuture<Long> done = new CompletableFuture<>();
                                hasty.put(request.events().getLast().id(), done);
                                var _ =
                                    super.append(request)
                                        .exceptionally(failure -> {
                                          done.completeExceptionally(failure);
                                          return null;
                                        });
                                return done;
                              }
                            })))
        .anyMatch(complaint -> complaint.contains("acknowledged at"));
  }

  private interface AppenderParts {
    AppendJdbc create(String district, String schema);
  }

  private static List<String> complaintsOf(Moment moment, AppenderParts parts) throws Exception {
    return complaints(
        moment,
        (district, dataSource) ->
            new Ledger(
                district,
                dataSource,
                new ReadJdbc(district, Ledger.schema(district)),
                (pool, jdbc, signal) ->
                    new GroupCommitAppender(
                        pool, parts.create(district, Ledger.schema(district)), signal)));
  }

  private static List<String> complaints(Moment moment, Ledgers.LedgerFactory ledger)
      throws Exception {
    try (TornAppends appends = new TornAppends("", ledger)) {
      appends.runAround(moment, 1);
      return appends.complaints();
    }
  }
}
