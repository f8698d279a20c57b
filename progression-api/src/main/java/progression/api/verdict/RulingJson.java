package progression.api.verdict;

import progression.api.intake.Fields;
import progression.event.Ruling;
import progression.kernel.RulingId;

/** What a person decided, as a caller writes it: {@code id}, {@code by} and {@code reason}. */
public final class RulingJson {

  private RulingJson() {}

  /** Reads a ruling that has to say why. */
  public static Ruling read(Fields ruling) {
    return new Ruling(ruling.value("id", RulingId::new), ruling.text("by"), ruling.text("reason"));
  }

  /** Reads a ruling that speaks for itself, such as a first score. */
  public static Ruling readEvenWithoutReason(Fields ruling) {
    return new Ruling(
        ruling.value("id", RulingId::new), ruling.text("by"), ruling.optionalText("reason"));
  }
}
