/**
 * {@code PUT} and {@code GET /v1/interchange/ed-fi/objective-mappings/{id}}: which competencies the
 * objectives of an Ed-Fi assessment are about.
 */
@NullMarked
package progression.api.mapobjectives;

import org.jspecify.annotations.NullMarked;
