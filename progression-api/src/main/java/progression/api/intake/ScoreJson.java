package progression.api.intake;

import progression.mastery.Score;

/**
 * A score as a caller writes it: {@code scaled}, {@code raw} with {@code max}, or {@code level}.
 */
public final class ScoreJson {

  private ScoreJson() {}

  /**
   * Reads a score.
   *
   * @throws progression.api.problem.BadInput with the place of what is wrong
   */
  public static Score read(Fields score) {
    Score read;
    if (score.has("scaled")) {
      var scaled = score.decimal("scaled");
      read = score.checked("scaled", () -> new Score.Scaled(scaled));
    } else if (score.has("raw")) {
      var raw = score.decimal("raw");
      var max = score.decimal("max");
      read = score.checked("raw", () -> new Score.Raw(raw, max));
    } else if (score.has("level")) {
      var level = score.decimal("level");
      read = score.checked("level", () -> new Score.Level(level));
    } else {
      throw score.refused("scaled", "or raw (with max) or level is required");
    }
    if (score.names().size() > (read instanceof Score.Raw ? 2 : 1)) {
      throw score.refused("scaled", "raw (with max) and level exclude each other; keep one");
    }
    score.nothingElse();
    return read;
  }
}
