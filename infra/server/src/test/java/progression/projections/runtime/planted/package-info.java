/** Breaks a rule of the architecture on purpose, to show that the rule can fail. */
@org.jspecify.annotations.NullMarked
package progression.projections.runtime.planted;
