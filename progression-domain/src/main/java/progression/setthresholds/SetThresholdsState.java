package progression.setthresholds;

import org.jspecify.annotations.Nullable;
import progression.event.ThresholdsSet;

/** The last word so far, and where it stands; none where nothing was said. */
record SetThresholdsState(@Nullable ThresholdsSet last, long position) {}
