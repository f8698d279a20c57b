/**
 * {@code POST /v1/learners/{id}/competencies/{competency}/…}: what people rule on a verdict,
 * whatever the evidence says.
 */
@NullMarked
package progression.api.rulecompetency;

import org.jspecify.annotations.NullMarked;
