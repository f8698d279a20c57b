package progression.api.migrateframework;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Succession;
import progression.curriculum.Succession.Lost;
import progression.kernel.CompetencyId;
import progression.migrateframework.MigrateFramework.Carried;

/** What became of a migration, in the lines in which it is told. */
final class MigrationReport {

  /**
   * What was carried over for a learner.
   *
   * @param by the CASE association that says so
   * @param changed whether anything was recorded for it
   * @param position of the ledger that this reflects
   */
  record CarriedLine(
      String learner,
      String from,
      String to,
      String by,
      boolean masteredBefore,
      boolean masteredNow,
      boolean changed,
      long position) {}

  /** How far it is. */
  record Progress(int learners, int of) {}

  /**
   * A competency that nothing was carried over from.
   *
   * @param code as an earlier version had it
   * @param why {@code removed}, {@code split} or {@code circular}
   * @param candidates what might take its place
   * @param learners how many have evidence, or an override, on it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Unmapped(
      String competency,
      @Nullable String code,
      String why,
      List<String> candidates,
      int learners) {}

  /**
   * All in all.
   *
   * @param learners who have evidence, or an override, on competencies that are replaced or gone
   * @param carried how often something was carried over from a competency to another
   * @param changed of these, how often anything was recorded for it
   * @param lostMastery of these, how often the old one is mastered and the new one is not; a person
   *     who vouched for the old one has to say whether she does for the new one
   * @param policies that name competencies, or skills, which are replaced or gone, and need a new
   *     version
   * @param pathways that ask for such competencies, and need a new version
   */
  record Summary(
      String framework,
      int version,
      int learners,
      int carried,
      int changed,
      int lostMastery,
      List<Unmapped> unmapped,
      List<String> policies,
      List<String> pathways) {}

  private final Curriculum curriculum;
  private final SortedMap<String, Integer> unmapped = new TreeMap<>();
  private int learners;
  private int carried;
  private int changed;
  private int lostMastery;

  MigrationReport(Curriculum curriculum) {
    this.curriculum = curriculum;
  }

  /** One more learner is through. */
  void add(List<CompetencyId> shown, List<Carried> outcome) {
    learners++;
    carried += outcome.size();
    for (Carried one : outcome) {
      changed += one.changed() ? 1 : 0;
      lostMastery += one.masteredBefore() && !one.masteredNow() ? 1 : 0;
    }
    for (CompetencyId competency : shown) {
      if (curriculum.successionOf(competency) instanceof Lost) {
        unmapped.merge(competency.value(), 1, Integer::sum);
      }
    }
  }

  int learners() {
    return learners;
  }

  Summary summary(Framework framework) {
    return new Summary(
        framework.id().value(),
        framework.version(),
        learners,
        carried,
        changed,
        lostMastery,
        unmapped.entrySet().stream()
            .map(entry -> unmapped(new CompetencyId(entry.getKey()), entry.getValue()))
            .toList(),
        framework.policiesInForce().stream()
            .filter(policy -> isOld(policy.definition().named()))
            .map(policy -> policy.id().value())
            .toList(),
        framework.pathways().entrySet().stream()
            .filter(
                pathway -> isOld(pathway.getValue().getLast().definition().competencies().stream()))
            .map(pathway -> pathway.getKey().value())
            .sorted()
            .toList());
  }

  private boolean isOld(Stream<CompetencyId> competencies) {
    return competencies.anyMatch(
        competency -> !(curriculum.successionOf(competency) instanceof Succession.InForce));
  }

  private Unmapped unmapped(CompetencyId competency, int howMany) {
    if (curriculum.successionOf(competency) instanceof Lost(var why, var candidates)) {
      return new Unmapped(
          competency.value(),
          curriculum.codeOf(competency),
          Fields.wordFor(why),
          candidates.stream().map(CompetencyId::value).toList(),
          howMany);
    }
    throw new IllegalStateException("not lost: " + competency);
  }
}
