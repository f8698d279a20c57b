package progression.api.verdict;

import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.agency.Role;
import progression.api.caller.Caller;
import progression.api.intake.Fields;
import progression.event.Ruling;
import progression.kernel.RulingId;

/**
 * What a person decided, as a caller writes it: {@code id}, {@code by} and {@code reason}. Without
 * {@code by} it is the one who acts; where a client acts for a person, it is nobody else.
 */
public final class RulingJson {

  private RulingJson() {}

  /**
   * Reads a ruling that has to say why.
   *
   * @throws progression.api.problem.BadInput with the field that is missing or does not fit
   */
  public static Ruling read(Fields ruling, Caller caller) {
    return read(ruling, caller, ruling.text("reason"));
  }

  /** Reads a ruling that speaks for itself, such as a first score. */
  public static Ruling readEvenWithoutReason(Fields ruling, Caller caller) {
    return read(ruling, caller, ruling.optionalText("reason"));
  }

  private static Ruling read(Fields ruling, Caller caller, @Nullable String reason) {
    return new Ruling(ruling.value("id", RulingId::new), by(ruling, caller), reason);
  }

  private static String by(Fields ruling, Caller caller) {
    Actor actor = caller.actor();
    String by = ruling.optionalText("by");
    if (by == null || by.equals(caller.onBehalfOf())) {
      return actor.id();
    }
    if (actor.role() != Role.DISTRICT && !by.equals(actor.id())) {
      throw ruling.refused("by", "must be %s, for whom you act".formatted(actor.id()));
    }
    return by;
  }
}
