package progression.api.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;
import tools.jackson.databind.JsonNode;

/** The learner's own record over HTTP, as she and those around her write it. */
class LearnerRecordIT {

  private static final String LEARNER = "learner:S-1";
  private static final String TEACHER = "teacher:T-7";

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  LearnerRecordIT() {
    district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));
    relate("T-7", "teacher", "current");
  }

  private Answer relate(String person, String role, String status) {
    return district.post(
        "/v1/relationships",
        "{\"learner\":\"S-1\",\"person\":\"%s\",\"role\":\"%s\",\"status\":\"%s\"}"
            .formatted(person, role, status));
  }

  @Test
  void a_relationship_is_recorded_once_until_it_ends() {
    Answer again = relate("T-7", "teacher", "current");
    Answer ended = relate("T-7", "teacher", "ended");

    assertThat(again.status()).isEqualTo(200);
    assertThat(ended.status()).isEqualTo(201);
    assertThat(ended.json().get("role").asString()).isEqualTo("teacher");
    assertThat(ended.json().get("status").asString()).isEqualTo("ended");
    assertThat(relate("A-1", "staff", "current").problem()).isEqualTo("invalid-field");
    Answer unknown =
        district.post(
            "/v1/relationships", "{\"learner\":\"S-9\",\"person\":\"T-7\",\"role\":\"teacher\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.problem()).isEqualTo("unknown-learner");
  }

  @Test
  void nobody_who_acts_for_a_person_says_who_is_around_a_learner() {
    String another = "teacher:T-99";

    assertThat(
            district
                .postAs(
                    another,
                    "/v1/relationships",
                    "{\"learner\":\"S-1\",\"person\":\"T-99\",\"role\":\"teacher\"}")
                .problem())
        .isEqualTo("may-not-act");
    assertThat(
            district
                .postAs(TEACHER, "/v1/groups", "{\"learner\":\"S-1\",\"group\":\"class-6b\"}")
                .problem())
        .isEqualTo("may-not-act");
    assertThat(district.postAs(TEACHER, "/v1/learners", "{\"learner\":\"S-2\"}").problem())
        .isEqualTo("may-not-act");
    String reassess = "/v1/learners/S-1/competencies/M.1/reassess";
    assertThat(district.postAs(another, reassess, "").problem()).isEqualTo("may-not-act");
    assertThat(district.postAs(TEACHER, reassess, "").status()).isEqualTo(200);
  }

  @Test
  void a_group_is_joined_and_left() {
    Answer joined = district.post("/v1/groups", "{\"learner\":\"S-1\",\"group\":\"class-6b\"}");
    Answer again = district.post("/v1/groups", "{\"learner\":\"S-1\",\"group\":\"class-6b\"}");
    Answer left =
        district.post(
            "/v1/groups", "{\"learner\":\"S-1\",\"group\":\"class-6b\",\"status\":\"ended\"}");

    assertThat(joined.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(left.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          profile           | learner:S-1 | {"id":"1","interests":["stars"]}
          feedback          | teacher:T-7 | {"id":"1","competency":"M.1","text":"go on","nextSteps":["add"]}
          feedback          | teacher:T-7 | {"id":"1","evidence":"t:1","text":"well done"}
          feedback-requests | learner:S-1 | {"id":"1","evidence":"t:1","question":"is it right?"}
          reflections       | learner:S-1 | {"id":"1","text":"hard","competencies":["M.1"],"evidence":["t:1"]}
          check-ins         | learner:S-1 | {"id":"1","at":"2026-03-09T09:00:00Z","with":{"person":"T-7","role":"teacher"}}
          portfolio         | learner:S-1 | {"id":"1","evidence":"t:1","caption":"my best"}
          """)
  void an_entry_is_recorded_once_by_who_may_write_it(String kind, String author, String entry) {
    String path = "/v1/learners/S-1/" + kind;

    Answer stranger = district.postAs("teacher:T-8", path, entry);
    Answer first = district.postAs(author, path, entry);
    Answer again = district.postAs(author, path, entry);
    Answer other = district.post(path, entry);

    assertThat(stranger.status()).isEqualTo(403);
    assertThat(stranger.problem()).isEqualTo("may-not-act");
    assertThat(first.status()).as("%s", first).isEqualTo(201);
    assertThat(first.json().get("learner").asString()).isEqualTo("S-1");
    assertThat(first.json().get("id").asString()).isEqualTo("1");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.problem()).isEqualTo("entry-conflict");
  }

  @Test
  void a_relationship_that_ended_gives_no_right_to_act() {
    String feedback = "{\"id\":\"%s\",\"competency\":\"M.1\",\"text\":\"go on\"}";
    String path = "/v1/learners/S-1/feedback";

    Answer before = district.postAs(TEACHER, path, feedback.formatted("1"));
    relate("T-7", "teacher", "ended");
    Answer after = district.postAs(TEACHER, path, feedback.formatted("2"));
    Answer again = district.postAs(TEACHER, path, feedback.formatted("1"));
    Answer other = district.postAs(TEACHER, path, feedback.formatted("1").replace("go on", "stop"));

    assertThat(before.status()).isEqualTo(201);
    assertThat(again.status()).as("what was done is answered as then").isEqualTo(200);
    assertThat(again.json()).isEqualTo(before.json());
    assertThat(other.problem()).isEqualTo("may-not-act");
    assertThat(after.problem()).isEqualTo("may-not-act");
    assertThat(district.postAs(LEARNER, path, feedback.formatted("2")).problem())
        .as("nobody gives herself feedback")
        .isEqualTo("may-not-act");
    assertThat(district.post(path, feedback.formatted("3")).status())
        .as("the district's own program may")
        .isEqualTo(201);
  }

  @Test
  void what_an_entry_refers_to_has_to_be_there() {
    Answer evidence =
        district.post("/v1/learners/S-1/portfolio", "{\"id\":\"1\",\"evidence\":\"t:9\"}");
    Answer goal =
        district.post(
            "/v1/learners/S-1/reflections", "{\"id\":\"1\",\"text\":\"x\",\"goals\":[\"g-9\"]}");
    Answer competency =
        district.post(
            "/v1/learners/S-1/feedback", "{\"id\":\"1\",\"text\":\"x\",\"competency\":\"M.9\"}");
    Answer learner =
        district.post("/v1/learners/S-9/profile", "{\"id\":\"1\",\"strengths\":[\"x\"]}");
    Answer nothing = district.post("/v1/learners/S-1/feedback", "{\"id\":\"1\",\"text\":\"x\"}");

    assertThat(evidence.status()).isEqualTo(422);
    assertThat(evidence.problem()).isEqualTo("unknown-reference");
    assertThat(goal.problem()).isEqualTo("unknown-reference");
    assertThat(competency.problem()).isEqualTo("unknown-competency");
    assertThat(learner.status()).isEqualTo(404);
    assertThat(nothing.problem()).isEqualTo("invalid-field");
  }

  @Test
  void what_she_shows_says_where_and_with_whom_she_worked() {
    district.post(
        "/v1/evidence",
        """
        {"id":"t:2","learner":"S-1","competency":"M.1","assessor":"T-7","setting":"museum",
         "collaborators":["S-2"],"occurredAt":"2026-03-01T10:00:00Z"}
        """);

    Answer shown =
        district.postAs(
            LEARNER, "/v1/learners/S-1/portfolio", "{\"id\":\"1\",\"evidence\":\"t:2\"}");

    JsonNode recorded = ApiServer.recorded(district, shown.json().get("position").asLong());
    assertThat(recorded.get("assessor").asString()).isEqualTo("T-7");
    assertThat(recorded.get("setting").asString()).isEqualTo("museum");
    assertThat(recorded.get("collaborators").toString()).isEqualTo("[\"S-2\"]");
  }

  @Test
  void a_check_in_is_held_once() {
    district.post(
        "/v1/learners/S-1/check-ins",
        """
        {"id":"c-1","at":"2026-03-09T09:00:00Z","with":{"person":"T-7","role":"teacher"}}
        """);
    String path = "/v1/learners/S-1/check-ins/%s/conclude";
    String held = "{\"result\":\"held\",\"notes\":\"went well\"}";

    Answer first = district.postAs(TEACHER, path.formatted("c-1"), held);
    Answer again = district.postAs(TEACHER, path.formatted("c-1"), held);
    Answer other = district.postAs(TEACHER, path.formatted("c-1"), "{\"result\":\"missed\"}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.problem()).isEqualTo("entry-closed");
    assertThat(district.post(path.formatted("c-9"), held).problem()).isEqualTo("unknown-entry");
  }

  @Test
  void a_choice_is_one_that_the_stage_leaves_open() {
    district.put(
        "/v1/pathways/one",
        """
        {"title":"One","framework":"math","stages":[
          {"id":"first","title":"First","requirement":{"any":[{"mastered":"M.1"},{"mastered":"M.2"}]}},
          {"id":"second","title":"Second","requirement":{"mastered":"M.2"}}]}
        """);
    String choice =
        "{\"id\":\"%s\",\"pathway\":\"one\",\"stage\":\"%s\",\"competencies\":[\"M.2\"]}";
    String path = "/v1/learners/S-1/choices";

    Answer early = district.postAs(LEARNER, path, choice.formatted("1", "first"));
    String chosen = "{\"id\":\"path\",\"pathway\":\"%s\"%s}";
    String options = ",\"competencies\":[\"M.1\"]";
    assertThat(district.postAs(LEARNER, path, chosen.formatted("one", options)).problem())
        .isEqualTo("invalid-field");
    assertThat(district.postAs(LEARNER, path, chosen.formatted("none", "")).problem())
        .isEqualTo("unknown-pathway");
    district.post("/v1/evidence", District.evidence("a", "S-1", 0.9, 1));
    district.post("/v1/evidence", District.evidence("b", "S-1", 0.9, 2));
    Answer setOut = district.postAs(LEARNER, path, chosen.formatted("one", ""));
    Answer repeated = district.postAs(LEARNER, path, chosen.formatted("one", ""));
    assertThat(setOut.status()).isEqualTo(201);
    assertThat(setOut.json().get("consequences"))
        .extracting(consequence -> consequence.get("type").asString())
        .containsExactly("StageCompleted", "LearnerAdvanced");
    assertThat(setOut.json().at("/consequences/1/to").asString()).isEqualTo("second");
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json()).isEqualTo(setOut.json());
    Answer first = district.postAs(LEARNER, path, choice.formatted("1", "first"));
    Answer again = district.postAs(LEARNER, path, choice.formatted("1", "first"));

    assertThat(early.problem()).isEqualTo("unknown-reference");
    assertThat(first.status()).as("%s", first).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(district.postAs(LEARNER, path, choice.formatted("2", "second")).problem())
        .isEqualTo("not-an-option");
  }
}
