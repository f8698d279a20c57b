/**
 * What a learner has mastered: since when, by which evidence, under which policy and framework;
 * what was withdrawn; and which stages she completed.
 *
 * <p>Answers {@code GET /v1/learners/{id}/transcript}. The transcript tells what the record claims
 * now and never hides what it once claimed.
 */
@NullMarked
package progression.projections.transcript;

import org.jspecify.annotations.NullMarked;
