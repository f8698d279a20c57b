package progression.migrateframework;

import static progression.kernel.Decision.accepted;
import static progression.kernel.Decision.rejected;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import progression.consequence.LearnerRecord;
import progression.consequence.RecordBoundary;
import progression.consequence.RecordDecider;
import progression.curriculum.Curriculum;
import progression.curriculum.Framework;
import progression.curriculum.Resolution.Found;
import progression.curriculum.Succession.Succeeded;
import progression.event.Cause;
import progression.event.ProgressionEvent;
import progression.kernel.Boundary;
import progression.kernel.CompetencyId;
import progression.kernel.Decision;
import progression.kernel.Rejection;
import progression.migrateframework.MigrateFramework.Carried;

/**
 * The evidence stays where it is; the verdict on the competency that takes its place is found anew,
 * and what follows names the association. Doing it again changes nothing.
 */
public final class MigrateFrameworkDecider extends RecordDecider<MigrateFramework, List<Carried>> {

  @Override
  public Boundary<ProgressionEvent> boundary(MigrateFramework command) {
    Set<Found> targets = new LinkedHashSet<>();
    for (CompetencyId shown : command.shown()) {
      if (command.curriculum().successionOf(shown) instanceof Succeeded(var to, var _)) {
        targets.add(to);
      }
    }
    return RecordBoundary.of(command.learner(), command.curriculum(), targets);
  }

  @Override
  public Decision<ProgressionEvent, List<Carried>> decide(
      MigrateFramework command, LearnerRecord record) {
    Curriculum inForce = record.curriculum();
    Framework framework = inForce.framework(command.framework());
    if (framework == null) {
      return rejected(
          Rejection.Type.UNKNOWN_FRAMEWORK,
          "the framework %s is not published".formatted(command.framework()));
    }
    List<Carried> carried = new ArrayList<>();
    for (CompetencyId from : command.shown()) {
      if (inForce.successionOf(from) instanceof Succeeded(var to, var by)) {
        int before = record.decided().size();
        record.reconsider(
            to,
            new Cause.ByMigration(command.framework(), framework.version(), from, by),
            command.at());
        carried.add(
            new Carried(
                from,
                to,
                by,
                record.standing().hasMastered(from),
                record.standing().hasMastered(to.competency()),
                record.decided().size() > before));
      }
    }
    return accepted(record.decided(), carried);
  }
}
