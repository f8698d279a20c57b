package progression.event;

/** Whom the district has in its care, who stands around her, and with whom she learns. */
public sealed interface RosterEvent extends LearnerEvent
    permits LearnerEnrolled,
        LearnerDescribed,
        RelationshipStarted,
        RelationshipEnded,
        GroupMembershipStarted,
        GroupMembershipEnded {}
