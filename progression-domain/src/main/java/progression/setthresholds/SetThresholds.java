package progression.setthresholds;

import progression.advice.Thresholds;

/** Says from where on the dashboards of the district speak up; all numbers at once. */
public record SetThresholds(Thresholds thresholds) {}
