/**
 * The main job on real data, as a district would do it, judged from outside.
 *
 * <p>Nothing here shares code with the server: expected values are computed from the data by
 * straightforward code of this package, and everything else is HTTP. The one exception is {@link
 * progression.acceptance.SkillRatingsAcceptance}: it holds the rules themselves against the figures
 * that a school reported.
 */
@NullMarked
package progression.acceptance;

import org.jspecify.annotations.NullMarked;
