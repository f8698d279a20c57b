package progression.ledger.json;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import progression.event.EventCatalog;
import progression.event.ProgressionEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON, named and versioned by the event catalog. */
public final class JsonEventCodec {

  private final JsonMapper mapper = DomainJson.mapper();
  private final Map<String, Form> forms = new ConcurrentHashMap<>();

  /** How an event is written, made when it is first met. */
  private record Form(int version, ObjectReader reader) {}

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
      Form form = forms.computeIfAbsent(type, this::form);
      if (version != form.version) {
        throw new UnreadableEventException(
            "%s is known in version %d, not %d".formatted(type, form.version, version), null);
      }
      return form.reader.readValue(payload);
    } catch (IllegalArgumentException | JacksonException unreadable) {
      throw new UnreadableEventException(
          "the payload of %s version %d can not be read".formatted(type, version), unreadable);
    }
  }

  private Form form(String name) {
    EventCatalog.Entry<?> entry = EventCatalog.entry(name);
    return new Form(entry.version(), mapper.readerFor(entry.type()));
  }
}
