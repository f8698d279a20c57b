/**
 * How evidence becomes a verdict: policies as pure functions, in exact decimal arithmetic.
 *
 * <p>{@link progression.mastery.Mastery#assess} is the way in. It sees the effective evidence of
 * one learner on one competency, the policy and the time of the command, and nothing else: no order
 * of arrival, no seat time.
 */
@NullMarked
package progression.mastery;

import org.jspecify.annotations.NullMarked;
