package progression.api.version;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemType;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.Tag;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.StoredEvent;
import progression.ledger.json.DomainJson;
import progression.ledger.json.JsonEventCodec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds the version of a framework, policy or pathway that somebody asks for. */
@Component
public final class Versions {

  /** Few at a time: a framework may be large. */
  private static final int PAGE = 4;

  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();

  Versions(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  /** A version and where it stands in the ledger. */
  public record Version<E extends ReferenceEvent>(E event, long position) {

    /**
     * The definition with its id, version and position before it.
     *
     * @param name what the id is called
     */
    public ResponseEntity<String> answer(String name, String id, ObjectNode definition) {
      JsonMapper mapper = DomainJson.mapper();
      ObjectNode json = mapper.createObjectNode();
      json.put(name, id).put("version", event.version()).put("position", position);
      json.setAll(definition);
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .eTag(Integer.toString(event.version()))
          .body(mapper.writeValueAsString(json));
    }
  }

  /**
   * The version that is asked for.
   *
   * @param version none asks for the one in force
   * @param inForce the position of that; none where it was never published
   * @throws BadInput if there is no such version
   */
  public <E extends ReferenceEvent> Version<E> find(
      String district, Class<E> type, Tag tag, @Nullable Integer version, @Nullable Long inForce) {
    if (inForce == null) {
      throw new BadInput(ProblemType.NOT_FOUND, "there is no such %s".formatted(tag.key()));
    }
    LedgerReader reader = ledgers.of(district).reader();
    if (version == null) {
      StoredEvent stored = reader.at(inForce).orElseThrow();
      return new Version<>(type.cast(decode(stored)), inForce);
    }
    List<StoredEvent> page;
    long after = Boundary.START;
    do {
      page = reader.byTag(tag, after, PAGE);
      for (StoredEvent stored : page) {
        after = stored.position();
        if (decode(stored) instanceof ReferenceEvent event
            && type.isInstance(event)
            && event.version() == version) {
          return new Version<>(type.cast(event), after);
        }
      }
    } while (page.size() == PAGE);
    throw new BadInput(
        ProblemType.NOT_FOUND, "there is no version %d of this %s".formatted(version, tag.key()));
  }

  private ProgressionEvent decode(StoredEvent stored) {
    return codec.decode(stored.type(), stored.version(), stored.payload());
  }
}
