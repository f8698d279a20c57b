package progression.event;

import progression.kernel.FrameworkId;
import progression.kernel.PolicyId;
import progression.mastery.Policy;

/** A version of a mastery policy came into force, for decisions from here on. */
public record PolicyAdopted(PolicyId policy, int version, FrameworkId framework, Policy definition)
    implements ReferenceEvent {}
