/**
 * Everything that can happen: one record per event, closed under {@link
 * progression.event.ProgressionEvent}, described by the {@link progression.event.EventCatalog}.
 */
@NullMarked
package progression.event;

import org.jspecify.annotations.NullMarked;
