package progression.event;

/**
 * A fact that was recorded. Times inside an event are those of the world it speaks of; when it was
 * recorded stands in its envelope.
 */
public sealed interface ProgressionEvent permits ReferenceEvent, ThresholdsSet, LearnerEvent {}
