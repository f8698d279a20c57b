package progression.api.version;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import progression.api.caller.Caller;
import progression.api.problem.BadInput;
import progression.api.problem.ProblemAdvice;
import progression.api.problem.ProblemType;
import progression.curriculum.Curriculum;
import progression.curriculum.Versioned;
import progression.event.ProgressionEvent;
import progression.event.ReferenceEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Tag;
import progression.ledger.CurriculumSource;
import progression.ledger.LedgerReader;
import progression.ledger.Ledgers;
import progression.ledger.StoredEvent;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;
import progression.ledger.json.DomainJson;
import progression.ledger.json.JsonEventCodec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts versions of frameworks, policies, pathways and mappings in force, and finds them again. */
@Component
public final class Versions {

  /** Few at a time: a framework may be large. */
  private static final int PAGE = 4;

  private final Commands commands;
  private final CurriculumSource curricula;
  private final Ledgers ledgers;
  private final JsonEventCodec codec = new JsonEventCodec();

  Versions(Commands commands, CurriculumSource curricula, Ledgers ledgers) {
    this.commands = commands;
    this.curricula = curricula;
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

  /** From a version and its position to what the caller is told. */
  public interface Answer {
    Object of(int version, long position);
  }

  /**
   * Has it decided what comes into force: 201 where it is new, 200 where the very same is in force.
   *
   * @param command completed with what is in force
   */
  public <C> ResponseEntity<Object> put(
      UseCase<C, ?, Versioned> useCase,
      Caller caller,
      Function<Curriculum, C> command,
      Answer answer) {
    Outcome<Versioned> outcome =
        commands.dispatch(
            useCase,
            caller.district(),
            caller.interactive(),
            null,
            () -> command.apply(curricula.fresh(caller.district())));
    return switch (outcome) {
      case Outcome.Refused<Versioned> refused -> ProblemAdvice.answer(refused.rejection());
      case Outcome.Recorded<Versioned> recorded -> {
        Versioned put = recorded.outcome();
        yield new ResponseEntity<>(
            answer.of(put.version(), Decider.position(put.position(), recorded.firstPosition())),
            put.created() ? HttpStatus.CREATED : HttpStatus.OK);
      }
    };
  }

  /** What is in force in the caller's district now. */
  public Curriculum inForce(Caller caller) {
    return curricula.fresh(caller.district());
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
