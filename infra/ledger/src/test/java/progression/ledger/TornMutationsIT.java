package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import progression.ledger.CuttingProxy.Moment;

/** Takes away one thing that makes the answer to a torn commit true, and shows that it is seen. */
class TornMutationsIT {

  @ParameterizedTest
  @EnumSource
  void a_torn_commit_that_is_called_failed_without_looking_is_noticed(Way way) throws Exception {
    assertThat(
            complaintsOf(
                way,
                Moment.ANSWERED,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      @Override
                      boolean stands(Connection connection, Addition addition) {
                        return false;
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("called unrecorded"));
  }

  @ParameterizedTest
  @EnumSource
  void a_torn_commit_that_is_called_done_without_looking_is_noticed(Way way) throws Exception {
    assertThat(
            complaintsOf(
                way,
                Moment.WITHHELD,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      @Override
                      boolean stands(Connection connection, Addition addition) {
                        return true;
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("acknowledged at"));
  }

  @ParameterizedTest
  @EnumSource
  void a_look_that_does_not_wait_for_the_lock_is_noticed(Way way) throws Exception {
    assertThat(
            complaintsOf(
                way,
                Moment.LATE,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      private boolean written;

                      @Override
                      void begin(Connection connection) throws SQLException {
                        if (written) {
                          connection.createStatement().execute("begin");
                        } else {
                          super.begin(connection);
                        }
                        written = false;
                      }

                      @Override
                      void insert(Connection connection, Addition addition) throws SQLException {
                        super.insert(connection, addition);
                        written = true;
                      }

                      @Override
                      Optional<ClockReading> appendAtOnce(
                          Connection connection, Addition addition, Wanted conditions)
                          throws SQLException {
                        written = true;
                        return super.appendAtOnce(connection, addition, conditions);
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
  void an_append_that_comes_after_it_was_asked_about_is_noticed() throws Exception {
    assertThat(
            complaintsOf(
                Way.AT_ONCE,
                Moment.WHOLLY_LATE,
                (district, schema) ->
                    new AppendJdbc(district, schema) {
                      @Override
                      void fenceOff(Connection connection) {
                        // It may still come in.
                      }
                    }))
        .anyMatch(complaint -> complaint.contains("called unrecorded"));
  }

  @ParameterizedTest
  @EnumSource
  void an_acknowledgement_before_the_commit_is_noticed(Way way) throws Exception {
    Map<UUID, CompletableFuture<Long>> hasty = new ConcurrentHashMap<>();
    AppenderParts parts =
        (district, schema) ->
            new AppendJdbc(district, schema) {
              @Override
              void insert(Connection connection, Addition addition) throws SQLException {
                super.insert(connection, addition);
                answer(addition);
              }

              @Override
              Optional<ClockReading> appendAtOnce(
                  Connection connection, Addition addition, Wanted conditions) throws SQLException {
                answer(addition);
                return super.appendAtOnce(connection, addition, conditions);
              }

              private void answer(Addition addition) {
                for (int i = 0; i < addition.events().size(); i++) {
                  CompletableFuture<Long> done = hasty.get(addition.events().get(i).id());
                  if (done != null) {
                    done.complete(addition.tip().position() + 1 + i);
                  }
                }
              }
            };
    assertThat(
            complaints(
                way,
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
                              boolean isAlone() {
                                return way == Way.AT_ONCE;
                              }

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

  private static List<String> complaintsOf(Way way, Moment moment, AppenderParts parts)
      throws Exception {
    return complaints(
        way,
        moment,
        (district, dataSource) ->
            new Ledger(
                district,
                dataSource,
                new ReadJdbc(district, Ledger.schema(district)),
                (pool, jdbc, signal) ->
                    way.appender(pool, parts.create(district, Ledger.schema(district)), signal)));
  }

  private static List<String> complaints(Way way, Moment moment, Ledgers.LedgerFactory ledger)
      throws Exception {
    try (TornAppends appends = new TornAppends("", ledger, way)) {
      appends.runAround(moment, 1);
      return appends.complaints();
    }
  }
}
