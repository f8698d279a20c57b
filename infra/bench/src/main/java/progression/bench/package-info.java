/**
 * Measures the ledger side by side with what it is held against. {@link progression.bench.Bench}
 * runs {@link progression.bench.Scenario}s in rounds; {@link progression.bench.Report} judges.
 */
@NullMarked
package progression.bench;

import org.jspecify.annotations.NullMarked;
