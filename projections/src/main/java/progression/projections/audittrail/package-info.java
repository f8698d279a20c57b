/**
 * Who did what, and what came of it: every event of a district by what it says of itself, without
 * what it is about, which stays in the ledger.
 *
 * <p>Answers {@code GET /v1/audit-trail}: what was recorded by a client, on behalf of a person, of
 * a learner, on a competency, of a type, within a time, or in one request with all its commands;
 * and {@code GET /v1/audit-trail/{position}}: one entry with its event and what the same command
 * led to.
 */
@NullMarked
package progression.projections.audittrail;

import org.jspecify.annotations.NullMarked;
