/**
 * {@code POST /v1/evidence}, one piece or a stream of them, and what was refused of a stream: kept,
 * listed, mended and sent again.
 */
@NullMarked
package progression.api.recordevidence;

import org.jspecify.annotations.NullMarked;
