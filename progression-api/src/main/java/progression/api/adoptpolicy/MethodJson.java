package progression.api.adoptpolicy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import progression.api.intake.Fields;
import progression.kernel.CompetencyId;
import progression.mastery.Method;
import progression.mastery.Method.EvidenceRequirements;

/** The method of a policy, as a caller writes it. */
final class MethodJson {

  private static final int MOST_SKILLS = 100;

  private MethodJson() {}

  static Method read(Fields method) {
    Method read =
        switch (method.text("type")) {
          case "consecutive" -> counted(method, "n", Method.Consecutive::new);
          case "n-of-last-m" -> {
            int n = method.integer("n");
            int m = method.integer("m");
            yield method.checked(() -> new Method.NOfLastM(n, m));
          }
          case "n-mastery" -> counted(method, "n", Method.NMastery::new);
          case "latest" -> new Method.Latest();
          case "highest" -> new Method.Highest();
          case "average" -> new Method.Average();
          case "mean-of-last" -> counted(method, "k", Method.MeanOfLast::new);
          case "weighted-average" -> weighted(method, Method.WeightedAverage::new);
          case "decaying-average" -> weighted(method, Method.DecayingAverage::new);
          case "power-law" -> new Method.PowerLaw();
          case "evidence-requirements" -> requirements(method);
          case "bkt", "elo" ->
              throw method.refused("type", "never decides alone; give it as one of advisory");
          default ->
              throw method.refused(
                  "type",
                  "is unknown; use one of consecutive, n-of-last-m, n-mastery, latest, highest,"
                      + " average, mean-of-last, weighted-average, decaying-average, power-law,"
                      + " evidence-requirements");
        };
    method.nothingElse();
    return read;
  }

  private static Method counted(Fields method, String field, IntFunction<Method> create) {
    int count = method.integer(field);
    return method.checked(field, () -> create.apply(count));
  }

  private static Method weighted(Fields method, Function<BigDecimal, Method> create) {
    BigDecimal w = method.decimal("w");
    return method.checked("w", () -> create.apply(w));
  }

  private static Method requirements(Fields method) {
    BigDecimal minimum = method.has("minimum") ? method.decimal("minimum") : null;
    BigDecimal missed = method.has("missed") ? method.decimal("missed") : null;
    List<EvidenceRequirements.Skill> skills = new ArrayList<>();
    for (Fields skill : method.objects("skills", MOST_SKILLS)) {
      CompetencyId competency = skill.value("competency", CompetencyId::new);
      int count = skill.integer("count");
      skill.nothingElse();
      skills.add(skill.checked("count", () -> new EvidenceRequirements.Skill(competency, count)));
    }
    return method.checked("skills", () -> new EvidenceRequirements(minimum, missed, skills));
  }
}
