package progression.event;

import progression.kernel.FrameworkId;
import progression.kernel.PathwayId;
import progression.pathway.Pathway;

/** A version of a pathway was published, for learners who start on it from here on. */
public record PathwayPublished(
    PathwayId pathway, int version, FrameworkId framework, Pathway definition)
    implements ReferenceEvent {}
