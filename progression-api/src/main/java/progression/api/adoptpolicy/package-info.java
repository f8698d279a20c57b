/** {@code PUT} and {@code GET /v1/policies/{id}}: how evidence becomes a verdict. */
@NullMarked
package progression.api.adoptpolicy;

import org.jspecify.annotations.NullMarked;
