package progression.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/**
 * The architecture as rules. What a part may use is an allow-list: a new library or a new
 * dependency between parts is a decision that shows up here.
 */
final class HouseRules {

  private static final String[] ABOVE_THE_DOMAIN = {
    "progression.ledger..",
    "progression.relay..",
    "progression.localstack..",
    "progression.teststack..",
    "progression.api..",
    "progression.projections..",
    "progression.server..",
    "progression.acceptance.."
  };

  /** The rules: everything of ours that is nothing else. */
  private static final DescribedPredicate<JavaClass> DOMAIN =
      resideInAPackage("progression..")
          .and(DescribedPredicate.not(resideInAnyPackage(ABOVE_THE_DOMAIN)))
          .as("the domain");

  private static final DescribedPredicate<JavaClass> JAVA =
      resideInAnyPackage("java..", "org.jspecify..");

  private static final DescribedPredicate<JavaClass> SPRING =
      resideInAnyPackage("org.springframework..", "jakarta.servlet..", "jakarta.annotation..");

  private static final DescribedPredicate<JavaClass> JSON =
      resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.annotation..");

  private static final DescribedPredicate<JavaClass> TELEMETRY =
      resideInAnyPackage("org.slf4j..", "io.micrometer..");

  private static final DescribedPredicate<JavaClass> DATABASE =
      resideInAnyPackage(
          "javax.sql..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb..");

  private static final DescribedPredicate<JavaClass> CACHE =
      resideInAnyPackage("com.github.benmanes.caffeine..");

  private static final DescribedPredicate<JavaClass> KAFKA =
      resideInAnyPackage("org.apache.kafka..");

  /** What controllers say about themselves for the contract. */
  private static final DescribedPredicate<JavaClass> CONTRACT =
      resideInAPackage("io.swagger.v3.oas.annotations..");

  private HouseRules() {}

  static ArchRule domainUsesTheJdkAlone() {
    return classes().that(DOMAIN).should().onlyDependOnClassesThat(DOMAIN.or(JAVA));
  }

  static ArchRule ledgerUses() {
    return part("progression.ledger..")
        .should()
        .onlyDependOnClassesThat(
            DOMAIN
                .or(ours("ledger"))
                .or(JAVA)
                .or(JSON)
                .or(TELEMETRY)
                .or(DATABASE)
                .or(CACHE)
                .or(resideInAPackage("org.axonframework..")));
  }

  static ArchRule relayUses() {
    return part("progression.relay..")
        .should()
        .onlyDependOnClassesThat(
            DOMAIN
                .or(ours("ledger", "relay"))
                .or(JAVA)
                .or(JSON)
                .or(TELEMETRY)
                .or(DATABASE)
                .or(KAFKA));
  }

  static ArchRule localStackUses() {
    return part("progression.localstack..")
        .should()
        .onlyDependOnClassesThat(
            ours("localstack")
                .or(JAVA)
                .or(KAFKA)
                .or(DATABASE)
                .or(resideInAnyPackage("org.slf4j..", "io.zonky..", "kafka.server..", "scala..")));
  }

  static ArchRule testStackUses() {
    return part("progression.teststack..")
        .should()
        .onlyDependOnClassesThat(
            ours("localstack", "teststack")
                .or(JAVA)
                .or(KAFKA)
                .or(DATABASE)
                .or(
                    resideInAnyPackage(
                        "org.testcontainers..", "com.github.dockerjava..", "org.awaitility..")));
  }

  static ArchRule apiUses() {
    return part("progression.api..")
        .should()
        .onlyDependOnClassesThat(
            DOMAIN
                .or(ours("ledger", "api"))
                .or(JAVA)
                .or(SPRING)
                .or(CONTRACT)
                .or(JSON)
                .or(TELEMETRY)
                .or(DATABASE)
                .or(
                    resideInAnyPackage(
                        "javax.xml..",
                        "org.apache.tomcat..",
                        "org.apache.coyote..",
                        "org.apache.catalina.connector..")));
  }

  static ArchRule projectionsUse() {
    return part("progression.projections..")
        .should()
        .onlyDependOnClassesThat(
            DOMAIN
                .or(ours("ledger", "relay", "projections"))
                .or(JAVA)
                .or(SPRING)
                .or(CONTRACT)
                .or(JSON)
                .or(TELEMETRY)
                .or(DATABASE)
                .or(KAFKA)
                .or(resideInAnyPackage("org.apache.commons.csv..", "org.apache.parquet..")));
  }

  static ArchRule runtimeKnowsNoProjection() {
    return noClasses()
        .that()
        .resideInAPackage("progression.projections.runtime..")
        .should()
        .dependOnClassesThat(
            ours("projections")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "progression.projections.runtime..",
                            "progression.projections.http.."))));
  }

  static ArchRule serverUses() {
    return part("progression.server..")
        .should()
        .onlyDependOnClassesThat(
            DOMAIN
                .or(ours("ledger", "relay", "localstack", "api", "projections", "server"))
                .or(JAVA)
                .or(SPRING)
                .or(JSON)
                .or(TELEMETRY)
                .or(DATABASE)
                .or(KAFKA)
                .or(
                    resideInAnyPackage(
                        "com.nimbusds..", "org.apache.catalina..", "ch.qos.logback.."))
                // The generator of the contract, and the JSON library that its model is made for.
                .or(
                    resideInAnyPackage(
                        "org.springdoc.core..",
                        "io.swagger.v3..",
                        "com.github.therapi.runtimejavadoc..",
                        "com.fasterxml.jackson.databind..")));
  }

  /**
   * Time and new ids arrive in the command, so that a decision is a function of what it is given.
   */
  static ArchRule domainKnowsNoTimeAndNoChance() {
    return noClasses().that(DOMAIN).should(call("the clock or chance", HouseRules::isUnrepeatable));
  }

  /** SQL stands in classes that say so in their name (and in migrations). */
  static ArchRule sqlStandsInJdbcClasses() {
    return noClasses()
        .that(resideInAPackage("progression.."))
        .and()
        .resideOutsideOfPackage("progression.localstack..")
        .and(DescribedPredicate.not(namedJdbc()))
        .should(call("a statement into being", HouseRules::makesAStatement));
  }

  static ArchRule nullIsCheckedEverywhere() {
    return part("progression..").should(liveInANullMarkedPackage());
  }

  static ArchRule namesSaySomething() {
    return noClasses()
        .that()
        .resideInAPackage("progression..")
        .should()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .orShould()
        .haveSimpleNameEndingWith("Helper");
  }

  private static GivenClassesConjunction part(String packages) {
    return classes().that().resideInAPackage(packages);
  }

  private static DescribedPredicate<JavaClass> ours(String... parts) {
    String[] packages = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      packages[i] = "progression." + parts[i] + "..";
    }
    return resideInAnyPackage(packages);
  }

  private static boolean isUnrepeatable(JavaCodeUnitAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return (owner.getPackageName().startsWith("java.time") && name.equals("now"))
        || owner.isEquivalentTo(Clock.class)
        || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
        || (owner.isEquivalentTo(System.class)
            && Set.of("currentTimeMillis", "nanoTime").contains(name))
        || (owner.isEquivalentTo(Math.class) && name.equals("random"))
        || owner.isAssignableTo(Random.class)
        || owner.isAssignableTo(RandomGenerator.class);
  }

  private static boolean makesAStatement(JavaCodeUnitAccess<?> call) {
    JavaClass owner = call.getTargetOwner();
    return (owner.isAssignableTo(Connection.class)
            && Set.of("prepareStatement", "prepareCall", "createStatement")
                .contains(call.getName()))
        || owner.isAssignableTo(Statement.class) && call.getName().startsWith("execute")
        || owner.getPackageName().startsWith("org.springframework.jdbc");
  }

  private static DescribedPredicate<JavaClass> namedJdbc() {
    return DescribedPredicate.describe(
        "are named *Jdbc",
        type -> {
          JavaClass outermost = type;
          while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
          }
          return outermost.getSimpleName().endsWith("Jdbc");
        });
  }

  private interface CallTest {
    boolean matches(JavaCodeUnitAccess<?> call);
  }

  private static ArchCondition<JavaClass> call(String what, CallTest test) {
    return new ArchCondition<>("call " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        // Calls and method references.
        for (JavaCodeUnitAccess<?> call : type.getCodeUnitAccessesFromSelf()) {
          events.add(new SimpleConditionEvent(type, test.matches(call), call.getDescription()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                type,
                type.getPackage().isAnnotatedWith(NullMarked.class),
                type.getName() + " and its package-info"));
      }
    };
  }
}
