package progression.kernel.unmarked;

/** Lives in a package where null is not checked. */
public final class MayBeNull {}
