package progression.entry;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;
import static progression.kernel.Rejection.Type.ENTRY_CONFLICT;
import static progression.kernel.Rejection.Type.UNKNOWN_REFERENCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import progression.agency.Role;
import progression.curriculum.Named;
import progression.event.EvidenceRecorded;
import progression.event.FeedbackRequested;
import progression.event.GoalSet;
import progression.event.LearnerEvent;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.Tag;
import progression.roster.Circle;

/**
 * Adds an entry to a learner's own record. The same again is told the first answer.
 *
 * @param <C> the command
 */
public abstract class EntryDecider<C extends Entry>
    implements Decider<C, EntryState, ProgressionEvent, Entered> {

  /** What an entry can refer to. */
  private static final Set<Class<? extends ProgressionEvent>> REFERRED =
      Set.of(EvidenceRecorded.class, GoalSet.class, FeedbackRequested.class);

  private final Class<? extends LearnerEvent> type;
  private final Set<Role> authors;

  /**
   * @param type the event that an entry is
   * @param authors who may write one, besides the district
   */
  protected EntryDecider(Class<? extends LearnerEvent> type, Set<Role> authors) {
    this.type = type;
    this.authors = authors;
  }

  /**
   * The entry; all that it refers to is there.
   *
   * @param named the competencies that the command's names stand for, in their order
   */
  protected abstract LearnerEvent event(C command, List<CompetencyId> named, EntryState state);

  @Override
  public Boundary<ProgressionEvent> boundary(C command) {
    List<Boundary.Criterion<ProgressionEvent>> criteria = new ArrayList<>();
    criteria.add(Circle.boundary(command.learner()));
    criteria.add(new Boundary.Criterion<>(command.tag(), Set.of(type)));
    for (Tag reference : command.references()) {
      criteria.add(new Boundary.Criterion<>(reference, REFERRED));
    }
    return new Boundary<>(criteria);
  }

  @Override
  public EntryState initial(C command) {
    return new EntryState(command);
  }

  @Override
  public EntryState evolve(EntryState state, ProgressionEvent event, long position) {
    if (event instanceof LearnerEvent of) {
      state.happened(of, position);
    }
    return state;
  }

  @Override
  public Decision<ProgressionEvent, Entered> decide(C command, EntryState state) {
    Named named = Named.of(command.names(), state.namedBefore());
    return named.refusal().isPresent()
        ? rejected(named.refusal().get())
        : state
            .circle()
            .permitted(
                command.author(), authors, () -> enter(command, named.competencies(), state));
  }

  private Decision<ProgressionEvent, Entered> enter(
      C command, List<CompetencyId> named, EntryState state) {
    Optional<Tag> missing = missing(command, state);
    if (missing.isPresent()) {
      return rejected(
          UNKNOWN_REFERENCE,
          "the record of %s has no %s %s"
              .formatted(command.learner(), missing.get().key(), missing.get().value()));
    }
    LearnerEvent event = event(command, named, state);
    EntryState.First first = state.first();
    if (first == null) {
      return accepted(List.of(event), new Entered(false, Decider.pending(0)));
    }
    return first.event().equals(event)
        ? accepted(List.of(), new Entered(true, first.position()))
        : rejected(
            ENTRY_CONFLICT,
            "%s stands in the record with other content; use another id".formatted(command.id()));
  }

  private static Optional<Tag> missing(Entry command, EntryState state) {
    return command.references().stream().filter(reference -> !state.knows(reference)).findFirst();
  }
}
