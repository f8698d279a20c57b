package progression.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import progression.bench.Database.FreshLedger;
import progression.event.EvidenceRecorded;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.Decider;
import progression.kernel.Decision;
import progression.kernel.LearnerId;
import progression.kernel.Tag;
import progression.ledger.Ledgers;
import progression.ledger.Priority;
import progression.ledger.command.CommandContext;
import progression.ledger.command.Commands;
import progression.ledger.command.Outcome;
import progression.ledger.command.UseCase;

/**
 * Sixteen writers want the ten seats of one boundary; when it is full, all go on to the next. What
 * counts is admissions; too many behind one tag are counted from the tables afterwards.
 */
final class OneBoundary implements Scenario {

  private static final int WRITERS = 16;
  private static final int SEATS = 10;

  private static final UseCase<TakeSeat, Integer, Boolean> TAKE_SEAT =
      new UseCase<>("TakeSeat", new TakeSeatDecider());

  private final Database database;
  private final Raw raw;

  OneBoundary(Database database) {
    this.database = database;
    this.raw = new Raw(database);
  }

  @Override
  public String id() {
    return "S4";
  }

  @Override
  public String metric() {
    return "16 writers on one boundary";
  }

  @Override
  public String unit() {
    return "admissions/s";
  }

  @Override
  public List<Candidate> candidates() {
    return List.of(
        new Candidate("the ledger", time -> ours(1, time)),
        new Candidate("the ledger, two nodes", time -> ours(2, time)),
        new Candidate("strawman, 16 connections", this::strawman));
  }

  @Override
  public List<Bar> bars() {
    return List.of(new Bar.Times(0.8, "strawman"), new Bar.NoneTwice("the ledger"));
  }

  private record TakeSeat(LearnerId boundary, EvidenceRecorded event) {}

  private static final class TakeSeatDecider
      implements Decider<TakeSeat, Integer, ProgressionEvent, Boolean> {

    @Override
    public Boundary<ProgressionEvent> boundary(TakeSeat command) {
      return new Boundary<>(
          List.of(
              new Boundary.Criterion<>(
                  Tag.learner(command.boundary), Set.of(EvidenceRecorded.class))));
    }

    @Override
    public Integer initial(TakeSeat command) {
      return 0;
    }

    @Override
    public Integer evolve(Integer taken, ProgressionEvent event, long position) {
      return taken + 1;
    }

    @Override
    public Decision<ProgressionEvent, Boolean> decide(TakeSeat command, Integer taken) {
      return taken < SEATS
          ? Decision.accepted(List.of(command.event), true)
          : Decision.accepted(List.of(), false);
    }
  }

  /** Takes a seat of the boundary, or says that none is left. */
  private interface Taking {
    boolean take(long boundary) throws Exception;
  }

  private static Measure.Work admissions(AtomicLong current, Taking taking) {
    return () -> {
      while (true) {
        long boundary = current.get();
        if (taking.take(boundary)) {
          return 1;
        }
        current.compareAndSet(boundary, boundary + 1);
      }
    };
  }

  /**
   * Each node has its own lanes and its own appender, so only the ledger's lock is between them.
   */
  private Measure.Result ours(int nodes, Duration time) throws Exception {
    AtomicLong current = new AtomicLong();
    List<AutoCloseable> opened = new ArrayList<>();
    try (FreshLedger fresh = database.freshLedger()) {
      Measure.Result result;
      try {
        List<Commands> commands = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
          Ledgers ledgers = Ledgers.open(Map.of(fresh.district(), database.connections()));
          opened.addFirst(ledgers);
          Commands of = new Commands(ledgers, List.of(TAKE_SEAT));
          opened.addFirst(of);
          commands.add(of);
        }
        result =
            Measure.inThreads(
                WRITERS,
                time,
                number ->
                    admissions(
                        current,
                        boundary ->
                            take(commands.get(number % nodes), fresh.district(), boundary)));
      } finally {
        for (AutoCloseable each : opened) {
          each.close();
        }
      }
      return result.admittedTwice(
          SetupJdbc.beyondTen(database.connections(), fresh.ledger().schema()));
    }
  }

  private static boolean take(Commands commands, String district, long boundary) {
    LearnerId learner = new LearnerId("S-" + boundary);
    Outcome<Boolean> outcome =
        commands.dispatch(
            TAKE_SEAT,
            district,
            new CommandContext(
                "district-sis", "teacher:T-7", null, "c-1", Instant.now(), Priority.INTERACTIVE),
            learner.value(),
            () -> new TakeSeat(learner, Samples.event(boundary, Samples.nextId())));
    return outcome instanceof Outcome.Recorded<Boolean> recorded && recorded.outcome();
  }

  private Measure.Result strawman(Duration time) throws Exception {
    raw.recreate();
    AtomicLong current = new AtomicLong();
    Measure.Result result =
        Measure.inThreads(
            WRITERS,
            time,
            number ->
                new Raw.Writer(
                    database,
                    jdbc ->
                        admissions(
                                current,
                                boundary ->
                                    jdbc.insertIfBelowTen(Samples.row(boundary, Samples.nextId())))
                            .once()));
    return result.admittedTwice(SetupJdbc.beyondTen(database.connections(), SetupJdbc.RAW));
  }
}
