/**
 * What questions have in common, whatever is asked: how positions, times, learners and cursors are
 * read, and how an answer that cannot be given says so.
 */
@NullMarked
package progression.projections.http;

import org.jspecify.annotations.NullMarked;
