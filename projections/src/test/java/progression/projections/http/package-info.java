/** Tests of this package, on a real ledger, broker and database where they end in {@code IT}. */
@NullMarked
package progression.projections.http;

import org.jspecify.annotations.NullMarked;
