/**
 * {@code PUT} and {@code GET /v1/frameworks/{id}}: a framework is published as a 1EdTech CASE
 * package and given back as it came, byte by byte.
 */
@NullMarked
package progression.api.publishframework;

import org.jspecify.annotations.NullMarked;
