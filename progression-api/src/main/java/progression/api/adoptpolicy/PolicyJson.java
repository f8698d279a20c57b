package progression.api.adoptpolicy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.kernel.FrameworkId;
import progression.ledger.json.DomainJson;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;
import tools.jackson.databind.node.ObjectNode;

/** A policy as a caller writes it; {@code competencies} are names. */
record PolicyJson(
    String title,
    FrameworkId framework,
    List<String> competencies,
    Scale scale,
    Method method,
    BigDecimal threshold,
    Regression regression,
    Prerequisites prerequisites,
    Requirements requirements) {

  /** A window that is longer than any school career would never leave anything out. */
  private static final Period LONGEST_WINDOW = Period.ofYears(100);

  private static final Set<String> LATER =
      Set.of("n-mastery", "mean-of-last", "power-law", "evidence-requirements");

  /**
   * Reads a policy.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  static PolicyJson read(Fields policy) {
    Fields appliesTo = policy.object("appliesTo");
    PolicyJson read =
        new PolicyJson(
            policy.text("title"),
            appliesTo.value("framework", FrameworkId::new),
            appliesTo.texts("competencies"),
            scale(policy.object("scale")),
            method(policy.object("method")),
            policy.decimal("threshold"),
            policy.word("regression", Regression.class),
            policy.word("prerequisites", Prerequisites.class, Prerequisites.ADVISORY),
            requirements(policy.optionalObject("requirements")));
    appliesTo.nothingElse();
    policy.nothingElse();
    return read;
  }

  /** A policy as it was adopted, its competencies by their identifiers. */
  static ObjectNode write(Policy policy) {
    ObjectNode flat = DomainJson.mapper().valueToTree(policy);
    ObjectNode json = DomainJson.mapper().createObjectNode();
    json.set("title", flat.remove("title"));
    ObjectNode appliesTo = json.putObject("appliesTo");
    appliesTo.set("framework", flat.remove("framework"));
    appliesTo.set("competencies", flat.remove("competencies"));
    return json.setAll(flat);
  }

  private static Scale scale(Fields scale) {
    BigDecimal min = scale.decimal("min");
    BigDecimal max = scale.decimal("max");
    scale.nothingElse();
    return scale.checked(() -> new Scale(min, max));
  }

  private static Method method(Fields method) {
    String type = method.text("type");
    Method read =
        switch (type) {
          case "consecutive" -> {
            int n = method.integer("n");
            yield method.checked("n", () -> new Method.Consecutive(n));
          }
          case "n-of-last-m" -> {
            int n = method.integer("n");
            int m = method.integer("m");
            yield method.checked(() -> new Method.NOfLastM(n, m));
          }
          case "latest" -> new Method.Latest();
          case "highest" -> new Method.Highest();
          case "average" -> new Method.Average();
          case "weighted-average" -> {
            BigDecimal w = method.decimal("w");
            yield method.checked("w", () -> new Method.WeightedAverage(w));
          }
          case "decaying-average" -> {
            BigDecimal w = method.decimal("w");
            yield method.checked("w", () -> new Method.DecayingAverage(w));
          }
          default ->
              throw method.refused(
                  "type",
                  (LATER.contains(type) ? "is not decided on yet" : "is unknown")
                      + "; use one of consecutive, n-of-last-m, latest, highest, average,"
                      + " weighted-average, decaying-average");
        };
    method.nothingElse();
    return read;
  }

  private static Requirements requirements(@Nullable Fields requirements) {
    if (requirements == null) {
      return Requirements.NONE;
    }
    int minEvidence = requirements.integer("minEvidence", 0);
    int minSettings = requirements.integer("minSettings", 0);
    int minAssessors = requirements.integer("minAssessors", 0);
    Set<Evidence.Kind> kinds = new HashSet<>(requirements.words("kinds", Evidence.Kind.class));
    Period window = window(requirements);
    requirements.nothingElse();
    return requirements.checked(
        () -> new Requirements(minEvidence, minSettings, minAssessors, kinds, window));
  }

  private static @Nullable Period window(Fields requirements) {
    String text = requirements.optionalText("window");
    if (text == null) {
      return null;
    }
    try {
      Period window = Period.parse(text);
      if (LocalDate.EPOCH.plus(window).isAfter(LocalDate.EPOCH.plus(LONGEST_WINDOW))) {
        throw requirements.refused("window", "must be at most 100 years");
      }
      return window;
    } catch (DateTimeParseException unfit) {
      throw requirements.refused("window", "must be a period in ISO 8601, such as P1Y or P90D");
    } catch (DateTimeException | ArithmeticException unfit) {
      throw requirements.refused("window", "must be at most 100 years");
    }
  }
}
