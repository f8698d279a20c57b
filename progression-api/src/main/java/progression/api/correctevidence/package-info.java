/** {@code POST /v1/evidence/{id}/…}: what people rule on evidence that is in the record. */
@NullMarked
package progression.api.correctevidence;

import org.jspecify.annotations.NullMarked;
