package progression.api.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.curriculum.Curriculum;
import progression.curriculum.Resolution;
import progression.kernel.FrameworkId;

/**
 * Competencies as a caller names them.
 *
 * @param framework which framework is meant, where a code stands in several
 */
public record Names(List<String> competencies, @Nullable FrameworkId framework) {

  /** Reads {@code competencies}, and {@code framework} where it is there. */
  public static Names read(Fields entry) {
    return new Names(
        entry.texts("competencies"), entry.optionalValue("framework", FrameworkId::new));
  }

  /** What the names stand for. */
  public List<Resolution> in(Curriculum curriculum) {
    return competencies.stream().map(name -> curriculum.resolve(name, framework)).toList();
  }
}
