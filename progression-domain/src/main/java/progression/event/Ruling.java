package progression.event;

import org.jspecify.annotations.Nullable;
import progression.kernel.RulingId;

/**
 * What a person decided, on a piece of evidence or on a competency.
 *
 * @param id by which the same ruling is known when it is sent again
 * @param by who decided, by name or id
 * @param reason why, in her words; only a first score needs none
 */
public record Ruling(RulingId id, String by, @Nullable String reason) {}
