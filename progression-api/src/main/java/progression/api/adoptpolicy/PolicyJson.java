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
import progression.kernel.CompetencyId;
import progression.kernel.FrameworkId;
import progression.ledger.json.DomainJson;
import progression.mastery.Advisory;
import progression.mastery.Advisory.Bkt;
import progression.mastery.Advisory.Elo;
import progression.mastery.Evidence;
import progression.mastery.Method;
import progression.mastery.Policy;
import progression.mastery.Policy.Moderation;
import progression.mastery.Policy.Prerequisites;
import progression.mastery.Policy.Regression;
import progression.mastery.Policy.Requirements;
import progression.mastery.Policy.Scale;
import tools.jackson.databind.node.ObjectNode;

/** A policy as a caller writes it, its competencies by name, and as it was adopted. */
public final class PolicyJson {

  /** A period that is longer than any school career would never make a difference. */
  private static final Period LONGEST = Period.ofYears(100);

  private static final int MOST_ADVISORY = 5;

  private PolicyJson() {}

  /**
   * Reads a policy.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  public static Policy read(Fields policy) {
    String title = policy.text("title");
    Fields appliesTo = policy.object("appliesTo");
    FrameworkId framework = appliesTo.value("framework", FrameworkId::new);
    List<CompetencyId> competencies = competencies(appliesTo);
    appliesTo.nothingElse();
    Scale scale = scale(policy.object("scale"));
    Method method = MethodJson.read(policy.object("method"));
    BigDecimal threshold = policy.decimal("threshold");
    Regression regression = policy.word("regression", Regression.class);
    Prerequisites prerequisites =
        policy.word("prerequisites", Prerequisites.class, Prerequisites.ADVISORY);
    Requirements requirements = requirements(policy.optionalObject("requirements"));
    List<Advisory> advisory =
        policy.objects("advisory", MOST_ADVISORY).stream().map(PolicyJson::advisory).toList();
    policy.nothingElse();
    return policy.checked(
        "threshold",
        () ->
            new Policy(
                title,
                framework,
                competencies,
                scale,
                method,
                threshold,
                regression,
                prerequisites,
                requirements,
                advisory));
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

  private static List<CompetencyId> competencies(Fields appliesTo) {
    List<String> names = appliesTo.texts("competencies");
    return appliesTo.checked("competencies", () -> names.stream().map(CompetencyId::new).toList());
  }

  private static Scale scale(Fields scale) {
    BigDecimal min = scale.decimal("min");
    BigDecimal max = scale.decimal("max");
    scale.nothingElse();
    return scale.checked(() -> new Scale(min, max));
  }

  private static Requirements requirements(@Nullable Fields requirements) {
    if (requirements == null) {
      return Requirements.NONE;
    }
    int minEvidence = requirements.integer("minEvidence", 0);
    int minSettings = requirements.integer("minSettings", 0);
    int minAssessors = requirements.integer("minAssessors", 0);
    Set<Evidence.Kind> kinds = new HashSet<>(requirements.words("kinds", Evidence.Kind.class));
    Period window = period(requirements, "window");
    Period expiry = period(requirements, "expiry");
    Moderation moderation = moderation(requirements.optionalObject("moderation"));
    requirements.nothingElse();
    return requirements.checked(() ->
        new Requirements(
            minEvidence, minSettings, minAssessors, kinds, window, expiry, moderation));
  }

  private static @Nullable Moderation moderation(@Nullable Fields moderation) {
    if (moderation == null) {
      return null;
    }
    boolean required = moderation.flag("required", true);
    BigDecimal tolerance = moderation.decimal("tolerance", BigDecimal.ZERO);
    Moderation.Resolution resolution = moderation.word("resolution", Moderation.Resolution.class);
    moderation.nothingElse();
    return moderation.checked("tolerance", () -> new Moderation(required, tolerance, resolution));
  }

  private static @Nullable Period period(Fields requirements, String field) {
    String text = requirements.optionalText(field);
    if (text == null) {
      return null;
    }
    try {
      Period period = Period.parse(text);
      if (LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(LONGEST))) {
        throw requirements.refused(field, "must be at most 100 years");
      }
      return period;
    } catch (DateTimeParseException unfit) {
      throw requirements.refused(field, "must be a period in ISO 8601, such as P1Y or P90D");
    } catch (DateTimeException | ArithmeticException unfit) {
      throw requirements.refused(field, "must be at most 100 years");
    }
  }

  private static Advisory advisory(Fields advisory) {
    String type = advisory.text("type");
    Advisory read =
        switch (type) {
          case "bkt" -> {
            BigDecimal initial = advisory.decimal("initial", Bkt.DEFAULT.initial());
            BigDecimal transit = advisory.decimal("transit", Bkt.DEFAULT.transit());
            BigDecimal guess = advisory.decimal("guess", Bkt.DEFAULT.guess());
            BigDecimal slip = advisory.decimal("slip", Bkt.DEFAULT.slip());
            yield advisory.checked(() -> new Bkt(initial, transit, guess, slip));
          }
          case "elo" -> {
            BigDecimal k = advisory.decimal("k", Elo.DEFAULT.k());
            BigDecimal difficulty = advisory.decimal("difficulty", Elo.DEFAULT.difficulty());
            yield advisory.checked(() -> new Elo(k, difficulty));
          }
          default -> throw advisory.refused("type", "is unknown; use bkt or elo");
        };
    advisory.nothingElse();
    return read;
  }
}
