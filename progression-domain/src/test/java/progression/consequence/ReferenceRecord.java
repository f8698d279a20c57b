package progression.consequence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import progression.correctevidence.CorrectEvidence.Correction;
import progression.mastery.Score;
import progression.mastery.Verdict.Status;

/**
 * What the record should say after each step, worked out anew from all that is known, without
 * events. One score of 1 after another, {@code n} times, masters; A comes before B, B before C.
 */
final class ReferenceRecord {

  private static final String COMPETENCIES = "ABCD";
  private static final Score FULL = Step.score(2);

  private static final class Piece {
    private final Step.Evidence recorded;
    private final List<Score> scores = new ArrayList<>();
    private final List<String> scorers = new ArrayList<>();
    private boolean inRevision;
    private boolean retracted;

    Piece(Step.Evidence recorded) {
      this.recorded = recorded;
      if (recorded.half() != null) {
        scores.add(Step.score(recorded.half()));
        scorers.add("T-7");
      }
    }
  }

  private final int n;
  private final boolean sticky;
  private final boolean strict;
  private final Map<Integer, Piece> pieces = new TreeMap<>();
  private final Set<Integer> setAside = new HashSet<>();
  private final Set<Character> overridden = new HashSet<>();

  /** What is withdrawn where it is not mastered: evidence showed it, or a person withdrew it. */
  private final Set<Character> onceShown = new HashSet<>();

  private final Map<String, Step> rulings = new HashMap<>();
  private final Set<Character> mastered = new TreeSet<>();
  private final Set<String> holding = new TreeSet<>();
  private int passed;

  ReferenceRecord(int n, boolean sticky, boolean strict) {
    this.n = n;
    this.sticky = sticky;
    this.strict = strict;
  }

  /** What is to be said of a step. */
  enum Said {
    ACCEPTED,
    AGAIN,
    REFUSED
  }

  Said take(Step step) {
    Said said =
        switch (step) {
          case Step.Evidence of -> evidence(of);
          case Step.Correct of -> said(of.number() + "/" + of.ruling(), of, correct(of));
          case Step.Rule of -> said(of.competency() + "/" + of.ruling(), of, rule(of));
          case Step.Look _ -> Said.AGAIN;
        };
    settle();
    return said;
  }

  Set<Character> mastered() {
    return mastered;
  }

  Set<String> holding() {
    return holding;
  }

  int passed() {
    return passed;
  }

  private Said evidence(Step.Evidence of) {
    Piece before = pieces.putIfAbsent(of.number(), new Piece(of));
    return before == null ? Said.ACCEPTED : before.recorded.equals(of) ? Said.AGAIN : Said.REFUSED;
  }

  /** A ruling id is taken by the first that is accepted under it. */
  private Said said(String key, Step step, Runnable change) {
    Step before = rulings.get(key);
    if (before != null) {
      return before.equals(step) ? Said.AGAIN : Said.REFUSED;
    }
    if (change == NOTHING) {
      return Said.REFUSED;
    }
    change.run();
    rulings.put(key, step);
    return Said.ACCEPTED;
  }

  private static final Runnable NOTHING = () -> {};

  private Runnable correct(Step.Correct of) {
    Piece piece = pieces.get(of.number());
    if (piece == null || piece.retracted != of.correction() instanceof Correction.Reinstated) {
      return NOTHING;
    }
    boolean scored = !piece.scores.isEmpty();
    return switch (of.correction()) {
      case Correction.Retracted _ -> () -> piece.retracted = true;
      case Correction.Reinstated _ -> () -> piece.retracted = false;
      case Correction.SentBack _ -> scored ? NOTHING : () -> piece.inRevision = true;
      case Correction.Scored(Score score, _) -> scored ? NOTHING : () -> give(piece, score, of);
      case Correction.Rescored(Score score) ->
          !scored
              ? NOTHING
              : () -> {
                piece.scores.clear();
                piece.scorers.clear();
                give(piece, score, of);
              };
      case Correction.Moderated(Score score) ->
          !scored || piece.scores.size() == 3 || piece.scorers.contains(of.by())
              ? NOTHING
              : () -> give(piece, score, of);
    };
  }

  private static void give(Piece piece, Score score, Step.Correct of) {
    piece.scores.add(score);
    piece.scorers.add(of.by());
    piece.inRevision = false;
  }

  private Runnable rule(Step.Rule of) {
    char competency = of.competency();
    List<Integer> shown =
        pieces.values().stream()
            .filter(piece -> !piece.retracted && piece.recorded.competency() == competency)
            .map(piece -> piece.recorded.number())
            .toList();
    return switch (of.effect()) {
      case OVERRIDE -> overridden.contains(competency) ? NOTHING : () -> overridden.add(competency);
      case CLEAR ->
          isRuled(competency)
              ? () -> {
                overridden.remove(competency);
                setAside.removeIf(number -> Step.competency(number) == competency);
              }
              : NOTHING;
      case WITHDRAW ->
          mastered.contains(competency)
              ? () -> {
                overridden.remove(competency);
                setAside.addAll(shown);
                onceShown.add(competency);
              }
              : NOTHING;
    };
  }

  private boolean isRuled(char competency) {
    return overridden.contains(competency)
        || setAside.stream().anyMatch(number -> Step.competency(number) == competency);
  }

  private void settle() {
    mastered.clear();
    for (char competency : COMPETENCIES.toCharArray()) {
      if (overridden.contains(competency) || isShown(competency) && !isLocked(competency)) {
        mastered.add(competency);
      }
    }
    mastered.stream().filter(one -> !overridden.contains(one)).forEach(onceShown::add);
    holds("one", mastered.contains('A'));
    holds("two", mastered.contains('B'));
    holds("three", mastered.contains('C') || mastered.contains('D'));
    List<String> stages = List.of("one", "two", "three");
    while (passed < 3 && holding.contains(stages.get(passed))) {
      passed++;
    }
  }

  private void holds(String stage, boolean holds) {
    if (holds) {
      holding.add(stage);
    } else {
      holding.remove(stage);
    }
  }

  private boolean isLocked(char competency) {
    return strict
        && (competency == 'B' && !mastered.contains('A')
            || competency == 'C' && !mastered.contains('B'));
  }

  private List<Piece> counting(char competency) {
    return pieces.values().stream()
        .filter(piece -> piece.recorded.competency() == competency && !piece.retracted)
        .filter(piece -> !setAside.contains(piece.recorded.number()))
        .sorted(
            Comparator.comparing((Piece piece) -> piece.recorded.minute())
                .thenComparing(piece -> piece.recorded.number()))
        .toList();
  }

  private boolean isShown(char competency) {
    int run = 0;
    boolean ever = false;
    for (Piece piece : counting(competency)) {
      if (piece.scores.isEmpty()) {
        continue;
      }
      run = piece.scores.stream().allMatch(FULL::equals) ? run + 1 : 0;
      ever |= run >= n;
    }
    return sticky ? ever : run >= n;
  }

  Status status(char competency) {
    if (overridden.contains(competency)) {
      return Status.OVERRIDDEN;
    }
    if (mastered.contains(competency)) {
      return Status.MASTERED;
    }
    if (onceShown.contains(competency)) {
      return Status.WITHDRAWN;
    }
    if (isLocked(competency)) {
      return Status.LOCKED;
    }
    List<Piece> counting = counting(competency);
    if (counting.stream().anyMatch(piece -> piece.inRevision)) {
      return Status.NEEDS_REVISION;
    }
    if (counting.isEmpty()) {
      return Status.NOT_STARTED;
    }
    return counting.stream().allMatch(piece -> piece.scores.isEmpty())
        ? Status.AWAITING_EVALUATION
        : Status.NOT_YET;
  }
}
