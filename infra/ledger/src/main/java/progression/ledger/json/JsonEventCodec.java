package progression.ledger.json;

import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON, named and versioned by the event catalog. */
public final class JsonEventCodec {

  private final JsonMapper mapper = DomainJson.mapper();

  /** The payload of an event. */
  public String encode(ProgressionEvent event) {
    return mapper.writeValueAsString(event);
  }

  /**
   * The event that a payload stands for.
   *
   * @param type the wire name
   * @param version the version in which it was written
   * @throws UnreadableEventException if the catalog does not know the name or version, or the
   *     payload does not fit
   */
  public ProgressionEvent decode(String type, int version, String payload) {
    try {
      EventCatalog.Entry<?> entry = EventCatalog.entry(type);
      if (version != entry.version()) {
        throw new UnreadableEventException(
            "%s is known in version %d, not %d".formatted(type, entry.version(), version), null);
      }
      return mapper.readValue(payload, entry.type());
    } catch (IllegalArgumentException | JacksonException unreadable) {
      throw new UnreadableEventException(
          "the payload of %s version %d can not be read".formatted(type, version), unreadable);
    }
  }
}
