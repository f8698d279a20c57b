package progression.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.projections.Story.RATES;
import static progression.projections.Story.RATIOS;
import static progression.projections.Story.evidenceId;
import static progression.projections.TestServer.assertProblem;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import progression.agency.Subject;
import progression.event.FeedbackGiven;
import progression.event.PortfolioCurated;
import progression.event.ProgressionEvent;
import progression.event.RelationshipEnded;
import progression.event.RelationshipStarted;
import progression.kernel.EntryId;
import progression.kernel.LearnerId;
import progression.projections.http.Cursor;
import progression.relay.Relay;
import tools.jackson.databind.JsonNode;

/** A learner's own record as an app of hers reads it: from the ledger to pages. */
class PortfolioIT {

  private static final Set<String> LISTS =
      Set.of(
          "people",
          "groups",
          "pieces",
          "requests",
          "feedback",
          "reflections",
          "checkIns",
          "choices");
  private static final TestLedger LEDGER =
      new TestLedger(TestStack.newDistrict(), TestStack.ledgers());
  private static final Relay RELAY = LEDGER.relay(TestStack.topic());
  private static final TestServer SERVER = new TestServer(List.of(LEDGER.district()));

  @BeforeAll
  static void start() {
    RELAY.start();
    SERVER.start();
    LEDGER.append(Story.framework(1), Story.pathway());
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    RELAY.close();
    LEDGER.close();
  }

  @Test
  void it_is_there_as_soon_as_it_was_written() throws Exception {
    long position = written("S-1");
    JsonNode portfolio = read("S-1", position, "");
    assertThat(portfolio.get("people").toString())
        .isEqualTo("[{\"role\":\"teacher\",\"id\":\"T-7\"}]");
    assertThat(portfolio.get("groups").toString()).isEqualTo("[\"class-6b\"]");
    assertThat(portfolio.at("/profile/interests/0").asString()).isEqualTo("planets");
    assertThat(portfolio.at("/pieces/0/competency/code").asString()).isEqualTo("6.RP.A.1");
    assertThat(ids(portfolio, "feedback")).containsExactly("f-2", "f-1");
    assertThat(ids(portfolio, "checkIns")).containsExactly("c-2", "c-1");
    assertThat(portfolio.at("/checkIns/1/status").asString()).isEqualTo("held");
    assertThat(portfolio.get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(portfolio.get("next").isNull()).isTrue();
  }

  @Test
  void pages_put_together_are_the_whole_whatever_their_size() throws Exception {
    long position = written("S-2");
    Map<String, List<JsonNode>> whole = lists(read("S-2", position, ""));
    assertThat(whole.values().stream().mapToInt(List::size)).containsOnly(1, 2);
    for (int size = 1; size <= 12; size++) {
      Map<String, List<JsonNode>> together = new TreeMap<>();
      String next = "";
      while (next != null) {
        JsonNode page = read("S-2", position, "&limit=" + size + next);
        assertThat(page.at("/profile/strengths/0").asString()).isEqualTo("asks");
        Map<String, List<JsonNode>> lists = lists(page);
        int entries = lists.values().stream().mapToInt(List::size).sum();
        next = next(page);
        assertThat(entries).isBetween(next == null ? 1 : size, size);
        lists.forEach(
            (name, list) -> together.computeIfAbsent(name, n -> new ArrayList<>()).addAll(list));
      }
      assertThat(together).as("by %d", size).isEqualTo(whole);
    }
  }

  @Test
  void a_page_of_many_entries_is_no_longer_than_it_may_be() throws Exception {
    List<ProgressionEvent> events = new ArrayList<>(Story.enrolled("S-3"));
    events.add(new RelationshipStarted(new LearnerId("S-3"), OwnRecord.TEACHER));
    for (int n = 1; n <= 250; n++) {
      events.add(feedback("S-3", "f-" + n, new Subject(RATES, null), null));
    }
    long position = LEDGER.append(events);
    List<String> read = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = read("S-3", position, next);
      sizes.add(page.get("people").size() + page.get("feedback").size());
      read.addAll(ids(page, "feedback"));
      // What is said meanwhile is before the first page, and moves nothing.
      position = LEDGER.append(feedback("S-3", "new-" + sizes, new Subject(RATES, null), null));
      next = next(page);
    }
    assertThat(sizes).containsExactly(100, 100, 51);
    assertThat(read).hasSize(250).startsWith("f-250").endsWith("f-1").doesNotHaveDuplicates();
  }

  @Test
  void one_list_is_read_alone() throws Exception {
    long position = written("S-4");
    JsonNode whole = read("S-4", position, "");
    for (String name : LISTS) {
      Map<String, List<JsonNode>> lists = lists(read("S-4", position, "&list=" + name));
      assertThat(lists.remove(name)).as(name).isEqualTo(whole.get(name).valueStream().toList());
      assertThat(lists.values()).allMatch(List::isEmpty);
    }
  }

  @Test
  void an_entry_is_told_the_same_where_what_it_points_at_is_on_another_page() throws Exception {
    var unused = written("S-5");
    Subject work = new Subject(null, evidenceId("S-5", RATIOS, 1));
    long position =
        LEDGER.append(
            List.of(
                feedback("S-5", "f-3", work, new EntryId("q-1")),
                Story.retracted("S-5", RATIOS, 1)));
    JsonNode third = read("S-5", position, "&limit=1&list=feedback").at("/feedback/0");
    assertThat(third.get("id").asString()).isEqualTo("f-3");
    assertThat(third.get("waited").asString()).startsWith("PT");
    assertThat(third.get("retracted").asBoolean()).isTrue();
    JsonNode first = read("S-5", position, "&list=feedback").at("/feedback/2");
    JsonNode request = read("S-5", position, "&limit=1&list=requests").at("/requests/0");
    assertThat(request.get("answeredAt")).as("the first answer").isEqualTo(first.get("givenAt"));
    JsonNode piece = read("S-5", position, "&limit=1&list=pieces").at("/pieces/0");
    assertThat(piece.get("retracted").asBoolean()).isTrue();
  }

  @Test
  void who_has_gone_and_what_she_no_longer_shows_are_not_told() throws Exception {
    var unused = written("S-6");
    LearnerId learner = new LearnerId("S-6");
    long position =
        LEDGER.append(
            List.of(
                new RelationshipEnded(learner, OwnRecord.TEACHER),
                new PortfolioCurated(
                    learner,
                    new EntryId("2"),
                    evidenceId("S-6", RATIOS, 1),
                    RATIOS,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    false,
                    null,
                    OwnRecord.TEACHER)));
    JsonNode page = read("S-6", position, "&limit=1");
    assertThat(page.get("people")).as("the mentor, too, has left").isEmpty();
    assertThat(page.get("groups")).hasSize(1);
    assertThat(read("S-6", position, "&list=pieces").get("pieces")).isEmpty();
  }

  @Test
  void what_is_no_page_is_refused() throws Exception {
    var unused = written("S-7");
    String path = "/v1/learners/S-7/portfolio?";
    for (String wrong :
        List.of(
            "list=profile",
            "list=FEEDBACK",
            "limit=0",
            "limit=101",
            "cursor=rubbish",
            "cursor=" + new Cursor("learners/S-7/portfolio", List.of("true", "soon")).text(),
            "cursor=" + new Cursor("learners/S-1/portfolio", List.of("true", "12")).text())) {
      MockHttpServletResponse answer =
          SERVER.get(LEDGER.district(), URI.create(path + wrong), Map.of());
      assertProblem(answer, 400, "invalid-parameter");
    }
  }

  /** Enrols a learner and lets everything be said once. */
  private static long written(String learner) {
    LEDGER.append(Story.enrolled(learner));
    return LEDGER.append(OwnRecord.of(learner));
  }

  private static FeedbackGiven feedback(
      String learner, String id, Subject about, @Nullable EntryId request) {
    return new FeedbackGiven(
        new LearnerId(learner),
        new EntryId(id),
        about,
        "go on",
        List.of(),
        request,
        null,
        OwnRecord.TEACHER);
  }

  private static JsonNode read(String learner, long position, String more) throws Exception {
    return SERVER.ok(
        LEDGER.district(),
        "/v1/learners/%s/portfolio?minPosition=%d%s".formatted(learner, position, more));
  }

  private static @Nullable String next(JsonNode page) {
    return page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
  }

  private static List<String> ids(JsonNode page, String list) {
    return page.get(list).valueStream().map(entry -> entry.get("id").asString()).toList();
  }

  private static Map<String, List<JsonNode>> lists(JsonNode page) {
    Map<String, List<JsonNode>> lists = new TreeMap<>();
    LISTS.forEach(name -> lists.put(name, page.get(name).valueStream().toList()));
    return lists;
  }
}
