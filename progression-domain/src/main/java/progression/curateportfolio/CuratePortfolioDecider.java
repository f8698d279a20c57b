package progression.curateportfolio;

import java.util.List;
import java.util.Set;
import progression.agency.Role;
import progression.entry.EntryDecider;
import progression.entry.EntryState;
import progression.event.PortfolioCurated;
import progression.kernel.CompetencyId;
import progression.mastery.Evidence;

/** The portfolio is the learner's own. */
public final class CuratePortfolioDecider extends EntryDecider<CuratePortfolio> {
  public CuratePortfolioDecider() {
    super(PortfolioCurated.class, Set.of(Role.LEARNER));
  }

  @Override
  protected PortfolioCurated event(
      CuratePortfolio command, List<CompetencyId> named, EntryState state) {
    Evidence evidence = state.evidence(command.evidence());
    return new PortfolioCurated(
        command.learner(),
        command.id(),
        command.evidence(),
        evidence.competency(),
        evidence.assessor(),
        evidence.setting(),
        evidence.collaborators(),
        evidence.artifacts(),
        command.shown(),
        command.caption(),
        command.author());
  }
}
