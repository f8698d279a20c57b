/**
 * Reads frameworks, policies and pathways back from the ledger, in the version in force or an
 * earlier one.
 */
@NullMarked
package progression.api.version;

import org.jspecify.annotations.NullMarked;
