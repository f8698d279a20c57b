package progression.adoptpolicy;

import java.math.BigDecimal;
import java.util.List;
import progression.curriculum.Curriculum;
import progression.kernel.FrameworkId;
import progression.kernel.PolicyId;
import progression.mastery.Method;
import progression.mastery.Policy;

/**
 * Puts a mastery policy, or a new version of one, in force.
 *
 * @param competencies CASE identifiers or codes; empty means the whole framework
 * @param curriculum what the command was completed with
 */
public record AdoptPolicy(
    PolicyId policy,
    String title,
    FrameworkId framework,
    List<String> competencies,
    Policy.Scale scale,
    Method method,
    BigDecimal threshold,
    Policy.Regression regression,
    Policy.Prerequisites prerequisites,
    Policy.Requirements requirements,
    Curriculum curriculum) {
  public AdoptPolicy {
    competencies = List.copyOf(competencies);
  }

  /**
   * What the caller is told.
   *
   * @param created false where the very same policy is in force already
   * @param position a reference to where the version stands, as a decider gives it
   */
  public record Adopted(int version, boolean created, long position) {}
}
