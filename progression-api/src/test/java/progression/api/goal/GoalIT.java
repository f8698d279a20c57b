package progression.api.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static progression.api.District.evidence;

import java.util.List;
import org.junit.jupiter.api.Test;
import progression.api.ApiServer;
import progression.api.District;
import progression.api.District.Answer;

class GoalIT {

  private static final String GOALS = "/v1/learners/S-1/goals";
  private static final String LEARNER = "learner:S-1";
  private static final String TEACHER = "teacher:T-7";
  private static final String GOAL =
      """
      {"id":"g-1","statement":"Count to ten","horizon":"short","competencies":["M.1"],
       "criteria":"twice without help","targetDate":"2026-06-30"}
      """;

  private final District district =
      ApiServer.newDistrict().publishMath().adoptTwoInARow().enroll("S-1");

  GoalIT() {
    for (String role : new String[] {"teacher", "guardian"}) {
      district.post(
          "/v1/relationships",
          "{\"learner\":\"S-1\",\"person\":\"T-7\",\"role\":\"%s\"}".formatted(role));
    }
  }

  @Test
  void a_goal_is_achieved_by_evidence_and_its_sender_is_told() {
    Answer set = district.postAs(LEARNER, GOALS, GOAL);
    Answer again = district.postAs(LEARNER, GOALS, GOAL);
    district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));
    Answer last = district.post("/v1/evidence", evidence("2", "S-1", 0.9, 2));

    assertThat(set.status()).as("%s", set).isEqualTo(201);
    assertThat(set.json().get("consequences")).isEmpty();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(set.json());
    assertThat(last.json().get("consequences"))
        .extracting(consequence -> consequence.get("type").asString())
        .containsExactly("CompetencyMastered", "GoalAchieved");
    assertThat(last.json().at("/consequences/1/goal").asString()).isEqualTo("g-1");
    assertThat(last.json().at("/consequences/1/reason").asString())
        .isEqualTo("mastered: M.1 “Counts to ten”");
  }

  @Test
  void a_goal_that_holds_already_is_achieved_at_once() {
    district.post("/v1/evidence", evidence("1", "S-1", 0.9, 1));
    district.post("/v1/evidence", evidence("2", "S-1", 0.9, 2));

    Answer set = district.postAs(LEARNER, GOALS, GOAL);
    Answer again = district.postAs(LEARNER, GOALS, GOAL);

    assertThat(set.json().get("consequences").toString())
        .isEqualTo(
            "[{\"type\":\"GoalAchieved\",\"goal\":\"g-1\","
                + "\"reason\":\"mastered: M.1 “Counts to ten”\"}]");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(set.json());
  }

  @Test
  void a_goal_is_revised_given_up_and_taken_up_again() {
    district.postAs(LEARNER, GOALS, GOAL);
    String terms = "{\"statement\":\"Add\",\"horizon\":\"long\",\"competencies\":[\"M.2\"]}";

    assertThat(district.postAs("guardian:T-7", GOALS + "/g-1/revise", terms).status())
        .isEqualTo(403);
    assertThat(district.postAs(TEACHER, GOALS + "/g-1/revise", terms).status()).isEqualTo(201);
    assertThat(district.postAs(LEARNER, GOALS + "/g-1/revise", terms).status()).isEqualTo(200);
    assertThat(
            district
                .postAs(LEARNER, GOALS + "/g-1/abandon", "{\"reason\":\"other plans\"}")
                .status())
        .isEqualTo(201);
    assertThat(district.postAs(TEACHER, GOALS + "/g-1/revise", terms).problem())
        .isEqualTo("entry-closed");
    Answer reopened = district.postAs(TEACHER, GOALS + "/g-1/reopen", "{\"reason\":\"after all\"}");
    assertThat(reopened.status()).isEqualTo(201);
    assertThat(reopened.json().get("goal").asString()).isEqualTo("g-1");
    assertThat(district.post(GOALS + "/g-9/abandon", "{\"reason\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void a_revision_with_an_id_is_answered_again_whatever_was_revised_since() {
    district.postAs(LEARNER, GOALS, GOAL);
    String terms =
        "{\"id\":\"r-1\",\"statement\":\"Add\",\"horizon\":\"long\",\"competencies\":[\"M.2\"]}";
    Answer first = district.postAs(TEACHER, GOALS + "/g-1/revise", terms);
    district.postAs(
        LEARNER, GOALS + "/g-1/revise", terms.replace("r-1", "r-9").replace("M.2", "M.1"));

    Answer again = district.postAs(TEACHER, GOALS + "/g-1/revise", terms);
    Answer other = district.postAs(TEACHER, GOALS + "/g-1/revise", terms.replace("Add", "Count"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.problem()).isEqualTo("entry-conflict");
  }

  @Test
  void an_end_and_a_reopening_with_ids_are_answered_again_whatever_was_done_since() {
    district.postAs(LEARNER, GOALS, GOAL);
    String end = "{\"id\":\"e-1\",\"reason\":\"other plans\"}";
    String after = "{\"id\":\"o-1\",\"reason\":\"after all\"}";
    Answer ended = district.postAs(LEARNER, GOALS + "/g-1/abandon", end);
    Answer reopened = district.postAs(TEACHER, GOALS + "/g-1/reopen", after);

    Answer endedAgain = district.postAs(LEARNER, GOALS + "/g-1/abandon", end);
    Answer reopenedAgain = district.postAs(TEACHER, GOALS + "/g-1/reopen", after);

    assertThat(List.of(ended.status(), reopened.status())).containsOnly(201);
    assertThat(List.of(endedAgain.status(), reopenedAgain.status())).containsOnly(200);
    assertThat(endedAgain.json()).isEqualTo(ended.json());
    assertThat(reopenedAgain.json()).isEqualTo(reopened.json());
    assertThat(
            district
                .postAs(LEARNER, GOALS + "/g-1/abandon", end.replace("plans", "ways"))
                .problem())
        .isEqualTo("entry-conflict");
  }

  @Test
  void a_goal_aims_at_something_that_exists() {
    Answer nothing =
        district.post(GOALS, "{\"id\":\"g\",\"statement\":\"x\",\"horizon\":\"short\"}");
    Answer unknown = district.post(GOALS, GOAL.replace("M.1", "M.9"));
    Answer stage =
        district.post(
            GOALS,
            """
            {"id":"g","statement":"x","horizon":"short","stage":{"pathway":"p","stage":"s"}}
            """);
    Answer day = district.post(GOALS, GOAL.replace("06-30", "06-31"));

    assertThat(nothing.problem()).isEqualTo("invalid-field");
    assertThat(unknown.problem()).isEqualTo("unknown-competency");
    assertThat(stage.problem()).isEqualTo("unknown-reference");
    assertThat(day.json().get("pointer").asString()).isEqualTo("/targetDate");
  }
}
