package progression.event;

import progression.advice.Thresholds;

/**
 * The district said from where on its dashboards speak up. Decisions do not look at it.
 *
 * @param version counts from 1
 */
public record ThresholdsSet(int version, Thresholds thresholds) implements ProgressionEvent {}
