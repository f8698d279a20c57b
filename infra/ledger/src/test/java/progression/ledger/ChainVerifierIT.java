package progression.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import progression.ledger.ChainVerifier.Verdict;

class ChainVerifierIT {

  private final HikariDataSource pool = TestDatabase.pool(3);
  private final Ledger ledger = new Ledger(TestDatabase.newDistrict(), pool);
  private final ChainVerifier verifier = new ChainVerifier(ledger);

  @BeforeEach
  void fill() {
    ledger.provision();
    assertThat(verdict()).isEqualTo(new Verdict.Intact(ledger.head()));
    for (int i = 0; i < 9; i++) {
      ledger.append(Requests.append("a=" + i, "läufer=Ü" + i)).join();
    }
  }

  @AfterEach
  void close() {
    ledger.close();
    pool.close();
  }

  @Test
  void what_nobody_touched_is_intact_up_to_the_head() {
    assertThat(ledger.head().position()).isEqualTo(8);
    assertThat(verdict()).isEqualTo(new Verdict.Intact(ledger.head()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id           = gen_random_uuid()",
        "type         = 'Else'",
        "version      = 2",
        "time         = time + interval '1 microsecond'",
        "committed_at = committed_at + interval '1 microsecond'",
        "tags         = tags || '{b=1}'",
        "tags         = '{läufer=Ü,a=}'",
        "metadata     = '{ }'",
        "payload      = '{ }'",
        "payload      = ''",
        "hash         = sha256('')",
      })
  void a_change_of_any_column_of_any_event_is_found(String change) {
    for (int position : new int[] {0, 4, 8}) {
      assertThat(verdictAfter("update %s.event set " + change + " where position = " + position))
          .as(change)
          .isInstanceOfSatisfying(
              Verdict.Broken.class, broken -> assertThat(broken.position()).isEqualTo(position));
    }
  }

  @Test
  void an_event_that_is_missing_is_found() {
    assertThat(verdictAfter("delete from %s.event where position = 3"))
        .isEqualTo(new Verdict.Broken(3, "it is missing"));
    assertThat(verdictAfter("delete from %s.event where position = 0"))
        .isEqualTo(new Verdict.Broken(0, "it is missing"));
  }

  @Test
  void two_events_that_changed_places_are_found() {
    assertThat(
            verdictAfter(
                """
                update %1$s.event set position = 99 where position = 2;
                update %1$s.event set position = 2 where position = 5;
                update %1$s.event set position = 5 where position = 99
                """))
        .isEqualTo(new Verdict.Broken(2, "its hash does not fit"));
  }

  @Test
  void a_commit_time_that_runs_backwards_is_found() throws SQLException {
    AppendJdbc jdbc = new AppendJdbc(ledger.district(), ledger.schema());
    try (Connection connection = pool.getConnection()) {
      jdbc.begin(connection);
      AppendJdbc.Tip tip = jdbc.look(connection, List.of()).tip();
      jdbc.insert(
          connection,
          jdbc.addition(
              new AppendJdbc.Tip(
                  tip.position(), tip.hash(), tip.committedAt().minusYears(1), tip.fence()),
              List.of(Requests.event("a=9"))));

      assertThat(verifier.verify(connection))
          .isEqualTo(new Verdict.Broken(9, "it was committed before the event before it"));
      jdbc.rollback(connection);
    }
  }

  @Test
  void an_end_that_was_cut_off_shows_in_the_head() {
    Head noted = ledger.head();

    assertThat(
            verdictAfter(
                "delete from %1$s.event_tag where position = 8;"
                    + " delete from %1$s.event where position = 8"))
        .isInstanceOfSatisfying(
            Verdict.Intact.class, intact -> assertThat(intact.head()).isNotEqualTo(noted));
  }

  @Test
  void a_walk_goes_on_from_a_head_that_was_noted() throws SQLException {
    Head noted = ledger.head();
    ledger.append(Requests.append("a=9")).join();

    assertThat(verdictAfter("select", noted)).isEqualTo(new Verdict.Intact(ledger.head()));
    assertThat(verdictAfter("update %s.event set payload = '' where position = 9", noted))
        .isEqualTo(new Verdict.Broken(9, "its hash does not fit"));
    assertThat(verdictAfter("update %s.event_tag set key = 0 where position = 9", noted))
        .isEqualTo(new Verdict.Broken(9, "its tags and the tag lookup differ"));
    assertThat(verdictAfter("update %s.event set hash = sha256('') where position = 8", noted))
        .isEqualTo(new Verdict.Broken(8, "it is not the event that was there before"));
    for (String lost : List.of("position = 8", "position >= 8")) {
      assertThat(verdictAfter("delete from %s.event where " + lost, noted))
          .isEqualTo(new Verdict.Broken(8, "it is missing"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from %1$s.event_tag where key = %1$s.tag_key('a=6', 'Happened')",
        "update %1$s.event_tag set key = %1$s.tag_key('a=7', 'Happened')"
            + " where key = %1$s.tag_key('a=6', 'Happened')",
        "update %1$s.event_tag set key = %1$s.tag_key('a=6', 'Else')"
            + " where key = %1$s.tag_key('a=6', 'Happened')",
        "insert into %1$s.event_tag values (%1$s.tag_key('a=0', 'Happened'), 6)",
      })
  void a_tag_lookup_that_misleads_is_found(String change) {
    assertThat(verdictAfter(change))
        .isEqualTo(new Verdict.Broken(6, "its tags and the tag lookup differ"));
  }

  private Verdict verdict() {
    return verdictAfter("select");
  }

  @Test
  void the_end_is_checked_alone() {
    assertThat(lastFour("select")).isEqualTo(new Verdict.Intact(ledger.head()));
    assertThat(lastFour("update %s.event set payload = '{ }' where position = 4"))
        .as("it stands before the last four")
        .isEqualTo(new Verdict.Intact(ledger.head()));
    assertThat(lastFour("update %s.event set payload = '{ }' where position = 5"))
        .isEqualTo(new Verdict.Broken(5, "its hash does not fit"));
    assertThat(lastFour("update %s.event set hash = sha256('') where position = 4"))
        .isEqualTo(new Verdict.Broken(5, "its hash does not fit"));
    assertThat(lastFour("delete from %s.event where position = 7"))
        .isEqualTo(new Verdict.Broken(7, "it is missing"));
    assertThat(lastFour("delete from %s.event where position > 2; delete from %s.event_tag"))
        .as("fewer than four: the whole ledger, with its tags")
        .isEqualTo(new Verdict.Broken(0, "its tags and the tag lookup differ"));
    assertThat(ledger.verify(1_000)).isEqualTo(ledger.head());
    assertThat(ledger.verify(Integer.MAX_VALUE)).isEqualTo(ledger.head());
  }

  private Verdict lastFour(String tampering) {
    return verdictAfter(tampering, connection -> verifier.verifyLast(connection, 4));
  }

  private Verdict verdictAfter(String tampering) {
    return verdictAfter(tampering, verifier::verify);
  }

  private Verdict verdictAfter(String tampering, Head from) {
    return verdictAfter(tampering, connection -> verifier.verify(connection, from));
  }

  private interface Walk {
    Verdict along(Connection connection) throws SQLException;
  }

  /** The verifier rolls back when it is done, and with it what was tampered with. */
  private Verdict verdictAfter(String tampering, Walk walk) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(tampering.replace("%s", ledger.schema()).replace("%1$s", ledger.schema()));
      return walk.along(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
