package progression.projections.runtime;

import java.util.List;

/**
 * A question that reporting teams ask of a projection: the view {@code report_<name>} in its
 * schema, with a row for each key of a district. Its first column is {@code district}.
 *
 * @param name lower-case letters; unique among all projections
 * @param key the columns of text or numbers that tell a row, in the order of its pages
 */
public record Report(String name, List<String> key) {
  public Report {
    key = List.copyOf(key);
  }

  /** The view's name. */
  public String view() {
    return "report_" + name;
  }
}
