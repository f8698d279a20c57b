package progression.server.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which scope each call under {@code /v1} takes: the one table. A call that is not in it does not
 * exist, whatever controllers there are, so that a forgotten line closes a door instead of opening
 * one.
 */
public final class AccessRules {

  private static final String TABLE =
      """
      PUT  /v1/frameworks/{id}                                      curriculum.write
      POST /v1/frameworks/{id}/migrate                              curriculum.write
      PUT  /v1/policies/{id}                                        curriculum.write
      POST /v1/policies/{id}/what-if                                curriculum.write
      POST /v1/pathways/{id}/re-evaluate                            curriculum.write
      POST /v1/policies/{id}/re-evaluate                            curriculum.write
      PUT  /v1/pathways/{id}                                        curriculum.write

      PUT  /v1/interchange/ed-fi/objective-mappings/{id}            curriculum.write
      PUT  /v1/thresholds                                           curriculum.write

      POST /v1/learners                                             roster.write
      POST /v1/learners/bulk                                        roster.write
      POST /v1/relationships                                        roster.write
      POST /v1/groups                                               roster.write

      POST /v1/evidence                                             evidence.write
      POST /v1/evidence/bulk                                        evidence.write
      POST /v1/evidence/group                                       evidence.write
      GET  /v1/evidence/rejected                                    evidence.write
      POST /v1/evidence/rejected/{id}/resend                        evidence.write
      POST /v1/evidence/{id}/score                                  evidence.write
      POST /v1/evidence/{id}/rescore                                evidence.write
      POST /v1/evidence/{id}/retract                                evidence.write
      POST /v1/evidence/{id}/reinstate                              evidence.write
      POST /v1/evidence/{id}/moderate                               evidence.write
      POST /v1/evidence/{id}/needs-revision                         evidence.write
      POST /v1/interchange/ed-fi/student-assessments                evidence.write
      POST /v1/learners/{id}/competencies/{competency}/override       evidence.write
      POST /v1/learners/{id}/competencies/{competency}/clear-override evidence.write
      POST /v1/learners/{id}/competencies/{competency}/withdraw       evidence.write
      POST /v1/learners/{id}/competencies/{competency}/reassess       evidence.write
      POST /v1/masteries/expire                                     evidence.write

      POST /v1/learners/{id}/goals                                  learning.write
      POST /v1/learners/{id}/goals/{goal}/revise                    learning.write
      POST /v1/learners/{id}/goals/{goal}/abandon                   learning.write
      POST /v1/learners/{id}/goals/{goal}/reopen                    learning.write
      POST /v1/learners/{id}/feedback                               learning.write
      POST /v1/learners/{id}/feedback-requests                      learning.write
      POST /v1/learners/{id}/reflections                            learning.write
      POST /v1/learners/{id}/check-ins                              learning.write
      POST /v1/learners/{id}/check-ins/{checkIn}/conclude           learning.write
      POST /v1/learners/{id}/profile                                learning.write
      POST /v1/learners/{id}/choices                                learning.write
      POST /v1/learners/{id}/portfolio                              learning.write

      GET  /v1/frameworks/{id}                                      projections.read
      GET  /v1/policies/{id}                                        projections.read
      GET  /v1/pathways/{id}                                        projections.read
      GET  /v1/interchange/ed-fi/objective-mappings/{id}            projections.read
      GET  /v1/learners/{id}/competencies/{competency}/criteria     projections.read
      GET  /v1/learners/{id}/progress                               projections.read
      GET  /v1/learners/{id}/transcript                             projections.read
      GET  /v1/learners/{id}/portfolio                              projections.read
      GET  /v1/learners/{id}/pacing                                 projections.read
      GET  /v1/groups/{id}/pacing                                   projections.read
      GET  /v1/groups/{id}/dashboard                                projections.read
      GET  /v1/dashboard                                            projections.read
      GET  /v1/dashboard/{id}                                       projections.read

      GET  /v1/projections                                          projections.read
      GET  /v1/projections/{projection}/parked                      evidence.write
      POST /v1/projections/{projection}/parked/{position}/retry     evidence.write
      POST /v1/projections/{projection}/parked/{position}/drop      evidence.write

      GET  /v1/reports                                              projections.read
      GET  /v1/reports/{report}                                     projections.read
      GET  /v1/reports/{report}/export                              projections.read

      GET  /v1/learners/{id}/history                                history.replay
      GET  /v1/learners/{id}/state                                  history.replay
      GET  /v1/learners/{id}/competencies/{competency}/explanation  history.replay
      GET  /v1/ledger                                               history.replay
      GET  /v1/audit-trail                                          history.replay
      GET  /v1/audit-trail/{position}                               history.replay

      GET  /v1/openapi.json                                         open
      """;

  /** The scope of whoever runs the server, for what is below {@code /actuator}. */
  static final String OPERATIONS = "operations.read";

  /** Stands where a scope would: no token is needed. */
  private static final String OPEN = "open";

  private static final List<Rule> RULES =
      TABLE.lines().filter(line -> !line.isBlank()).map(Rule::parse).toList();

  private AccessRules() {}

  /** One line of the table. */
  private record Rule(HttpMethod method, PathPattern path, String scope) {

    static Rule parse(String line) {
      List<String> columns = Arrays.asList(line.strip().split(" +"));
      return new Rule(
          HttpMethod.valueOf(columns.get(0)),
          PathPatternParser.defaultInstance.parse(columns.get(1)),
          columns.get(2));
    }
  }

  /** What the table says about a call. */
  public sealed interface Answer {

    /** The call takes this scope. */
    record Takes(String scope) implements Answer {}

    /** Everybody may. */
    record Open() implements Answer {}

    /** The path exists, but only with these methods. */
    record OnlyWith(List<HttpMethod> methods) implements Answer {}

    /** There is no such path. */
    record Unknown() implements Answer {}
  }

  /** Looks a call up. {@code HEAD} counts as {@code GET}. */
  public static Answer find(HttpMethod method, PathContainer path) {
    HttpMethod wanted = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    List<Rule> rules = RULES.stream().filter(rule -> rule.path().matches(path)).toList();
    Optional<Rule> exact = rules.stream().filter(rule -> rule.method().equals(wanted)).findFirst();
    if (exact.isPresent()) {
      String scope = exact.get().scope();
      return scope.equals(OPEN) ? new Answer.Open() : new Answer.Takes(scope);
    }
    if (rules.isEmpty()) {
      return new Answer.Unknown();
    }
    return new Answer.OnlyWith(
        new ArrayList<>(new TreeSet<>(rules.stream().map(Rule::method).toList())));
  }
}
