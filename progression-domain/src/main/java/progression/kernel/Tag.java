package progression.kernel;

/**
 * What an event is about, by which it is found again.
 *
 * @param key the kind of thing, such as {@code learner} or {@code learner/competency}
 * @param value which one; several parts are joined by {@code /}, each escaped, so that different
 *     parts never make the same value
 */
public record Tag(String key, String value) {

  public static Tag learner(LearnerId learner) {
    return new Tag("learner", escape(learner));
  }

  public static Tag learnerCompetency(LearnerId learner, CompetencyId competency) {
    return new Tag("learner/competency", escape(learner) + "/" + escape(competency));
  }

  public static Tag evidence(EvidenceId evidence) {
    return new Tag("evidence", escape(evidence));
  }

  public static Tag framework(FrameworkId framework) {
    return new Tag("framework", escape(framework));
  }

  public static Tag policy(PolicyId policy) {
    return new Tag("policy", escape(policy));
  }

  public static Tag pathway(PathwayId pathway) {
    return new Tag("pathway", escape(pathway));
  }

  public static Tag mapping(MappingId mapping) {
    return new Tag("mapping", escape(mapping));
  }

  public static Tag group(GroupId group) {
    return new Tag("group", escape(group));
  }

  public static Tag goal(LearnerId learner, EntryId goal) {
    return entry("goal", learner, goal);
  }

  /** An entry of a learner's own record, of a kind such as {@code reflection}. */
  public static Tag entry(String kind, LearnerId learner, EntryId entry) {
    return new Tag("learner/" + kind, escape(learner) + "/" + escape(entry));
  }

  /** What every reference event carries, so that a district's curriculum is read in one go. */
  public static Tag curriculum() {
    return new Tag("curriculum", "all");
  }

  /** What a district's thresholds are found by; there is one set of them. */
  public static Tag thresholds() {
    return new Tag("thresholds", "all");
  }

  /** The last of the value's parts, as it was given. */
  public String lastPart() {
    return value.substring(value.lastIndexOf('/') + 1).replace("%2F", "/").replace("%25", "%");
  }

  private static String escape(Id id) {
    return id.value().replace("%", "%25").replace("/", "%2F");
  }
}
