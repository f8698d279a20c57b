package progression.curateportfolio;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import progression.agency.Actor;
import progression.entry.Entry;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.LearnerId;
import progression.kernel.Tag;

/** Puts a piece of evidence into the learner's portfolio, or takes it out. */
public record CuratePortfolio(
    LearnerId learner,
    EntryId id,
    EvidenceId evidence,
    boolean shown,
    @Nullable String caption,
    Actor author)
    implements Entry {

  @Override
  public Tag tag() {
    return Tag.entry("curation", learner, id);
  }

  @Override
  public Set<Tag> references() {
    return Set.of(Tag.evidence(evidence));
  }
}
