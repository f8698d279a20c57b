package progression.event;

import progression.interchange.ObjectiveMapping;
import progression.kernel.FrameworkId;
import progression.kernel.MappingId;

/** A version of a mapping came into force, for results that are taken in from here on. */
public record ObjectivesMapped(
    MappingId mapping, int version, FrameworkId framework, ObjectiveMapping definition)
    implements ReferenceEvent {}
