package progression.curriculum;

/**
 * What somebody is told who puts a framework, a policy, a pathway, a mapping or thresholds in
 * force.
 *
 * @param created false where the very same is in force already
 * @param position a reference to where the version stands, as a decider gives it
 */
public record Versioned(int version, boolean created, long position) {}
