package progression.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import progression.api.planted.KnowsTheReadSide;
import progression.kernel.planted.DrawsAnId;
import progression.kernel.planted.EvidenceManager;
import progression.kernel.planted.KnowsALogger;
import progression.kernel.planted.ReadsTheClock;
import progression.kernel.unmarked.MayBeNull;
import progression.localstack.planted.KnowsTheLedger;
import progression.projections.planted.KnowsTheWriteSide;
import progression.projections.planted.WritesSql;
import progression.projections.runtime.planted.KnowsAProjection;
import progression.server.planted.KnowsATestLibrary;

class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("progression");

  /** A rule, and a class that breaks it. */
  record Guarded(String name, ArchRule rule, Class<?> violation) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Guarded> rules() {
    return Stream.of(
        new Guarded(
            "the domain uses the JDK alone",
            HouseRules.domainUsesTheJdkAlone(),
            KnowsALogger.class),
        new Guarded(
            "the domain reads no clock",
            HouseRules.domainKnowsNoTimeAndNoChance(),
            ReadsTheClock.class),
        new Guarded(
            "the domain draws no ids", HouseRules.domainKnowsNoTimeAndNoChance(), DrawsAnId.class),
        new Guarded(
            "what the ledger uses",
            HouseRules.ledgerUses(),
            progression.ledger.planted.AnswersHttp.class),
        new Guarded(
            "what the relay uses",
            HouseRules.relayUses(),
            progression.relay.planted.AnswersHttp.class),
        new Guarded("what the local stack uses", HouseRules.localStackUses(), KnowsTheLedger.class),
        new Guarded(
            "what the test stack uses",
            HouseRules.testStackUses(),
            progression.teststack.planted.KnowsTheLedger.class),
        new Guarded("what the API uses", HouseRules.apiUses(), KnowsTheReadSide.class),
        new Guarded(
            "what the projections use", HouseRules.projectionsUse(), KnowsTheWriteSide.class),
        new Guarded(
            "the runtime knows no projection",
            HouseRules.runtimeKnowsNoProjection(),
            KnowsAProjection.class),
        new Guarded("what the server uses", HouseRules.serverUses(), KnowsATestLibrary.class),
        new Guarded(
            "SQL stands in Jdbc classes", HouseRules.sqlStandsInJdbcClasses(), WritesSql.class),
        new Guarded(
            "null is checked everywhere", HouseRules.nullIsCheckedEverywhere(), MayBeNull.class),
        new Guarded("names say something", HouseRules.namesSaySomething(), EvidenceManager.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_code_keeps_the_rule(Guarded guarded) {
    guarded.rule().allowEmptyShould(false).check(CODE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_planted_violation_of_the_rule_is_found(Guarded guarded) {
    JavaClasses planted = new ClassFileImporter().importClasses(guarded.violation());
    assertThat(guarded.rule().evaluate(planted).hasViolation()).isTrue();
  }
}
