/** {@code PUT} and {@code GET /v1/pathways/{id}}: stages in order, with choices inside. */
@NullMarked
package progression.api.publishpathway;

import org.jspecify.annotations.NullMarked;
