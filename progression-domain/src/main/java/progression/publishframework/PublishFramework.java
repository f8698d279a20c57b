package progression.publishframework;

import java.util.List;
import progression.curriculum.Curriculum;
import progression.curriculum.ReferenceDecider;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.FrameworkId;

/**
 * Puts a framework, or a new version of one, in force.
 *
 * @param digest lower-case hex SHA-256 of the package's bytes
 * @param casePackage the CASE {@code CFPackage} as it was given
 * @param curriculum what the command was completed with
 */
public record PublishFramework(
    FrameworkId framework,
    String title,
    String caseVersion,
    List<Competency> competencies,
    List<Association> associations,
    String digest,
    String casePackage,
    Curriculum curriculum)
    implements ReferenceDecider.Command {
  public PublishFramework {
    competencies = List.copyOf(competencies);
    associations = List.copyOf(associations);
  }
}
