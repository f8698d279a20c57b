package progression.consequence;

import progression.kernel.PolicyId;

/** The version of a policy that a claim of the record rests on. */
record Under(PolicyId policy, int version) {}
