package progression.api.publishframework;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import progression.api.intake.Fields;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;

/**
 * What a 1EdTech CASE {@code CFPackage} says of its competencies. What the standard requires must
 * be there and of the right type; whatever else there is stays in the package and is left alone.
 *
 * @param caseVersion {@code 1.1} where the document says so, else {@code 1.0}
 * @param competencies one for each {@code CFItem}
 * @param associations those of the types that the rules interpret
 */
record CasePackage(
    String title,
    String caseVersion,
    List<Competency> competencies,
    List<Association> associations) {

  /** More than any framework has: the whole package is bounded by its bytes. */
  private static final int MANY = Integer.MAX_VALUE;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Set<String> TYPES_1_0 =
      Set.of(
          "isChildOf",
          "isPeerOf",
          "isPartOf",
          "exactMatchOf",
          "precedes",
          "isRelatedTo",
          "replacedBy",
          "exemplar",
          "hasSkillLevel");

  private static final Map<String, Set<String>> TYPES =
      Map.of("1.0", TYPES_1_0, "1.1", with(TYPES_1_0, "isTranslationOf"));

  private static final Map<String, Association.Type> INTERPRETED =
      Map.of(
          "isChildOf", Association.Type.IS_CHILD_OF,
          "precedes", Association.Type.PRECEDES,
          "exactMatchOf", Association.Type.EXACT_MATCH_OF,
          "replacedBy", Association.Type.REPLACED_BY);

  /**
   * Reads a package.
   *
   * @throws progression.api.problem.BadInput if it is not what the standard requires
   */
  static CasePackage read(Fields casePackage) {
    Fields document = casePackage.object("CFDocument");
    String documentId = entity(document);
    document.longText("creator");
    String title = document.longText("title");
    String version = Objects.requireNonNullElse(document.optionalText("caseVersion"), "1.0");
    if (!TYPES.containsKey(version)) {
      throw document.refused("caseVersion", "must be 1.0 or 1.1");
    }
    casePackage.optionalObject("CFDefinitions");
    casePackage.objects("CFRubrics", MANY);

    Set<String> seen = new HashSet<>(Set.of(documentId));
    List<Competency> competencies = new ArrayList<>();
    for (Fields item : casePackage.objects("CFItems", MANY)) {
      unique(seen, item, entity(item));
      competencies.add(competency(item));
    }
    List<Association> associations = new ArrayList<>();
    for (Fields association : casePackage.objects("CFAssociations", MANY)) {
      unique(seen, association, entity(association));
      Association interpreted = association(association, version, documentId);
      if (interpreted != null) {
        associations.add(interpreted);
      }
    }
    return new CasePackage(title, version, competencies, associations);
  }

  private static Competency competency(Fields item) {
    String statement = item.longText("fullStatement");
    String abbreviated = item.optionalLongText("abbreviatedStatement");
    return new Competency(
        item.value("identifier", CompetencyId::new),
        item.optionalText("humanCodingScheme"),
        abbreviated == null ? statement : abbreviated);
  }

  /** None where the rules do not interpret it: of another type, or to the document itself. */
  private static @Nullable Association association(
      Fields association, String version, String documentId) {
    String type = association.text("associationType");
    Set<String> types = TYPES.getOrDefault(version, Set.of());
    if (!types.contains(type)) {
      throw association.refused(
          "associationType",
          "must be one of %s in CASE %s".formatted(new TreeSet<>(types), version));
    }
    CompetencyId from = node(association.object("originNodeURI"));
    CompetencyId to = node(association.object("destinationNodeURI"));
    Association.Type interpreted = INTERPRETED.get(type);
    return interpreted == null || from.value().equals(documentId) || to.value().equals(documentId)
        ? null
        : new Association(from, interpreted, to);
  }

  /** A link to a node, of this framework or another. */
  private static CompetencyId node(Fields link) {
    link.longText("title");
    link.uri("uri", Fields.ANY_SCHEME);
    return link.value("identifier", CompetencyId::new);
  }

  /** What every entity has. */
  private static String entity(Fields entity) {
    entity.uri("uri", Fields.ANY_SCHEME);
    entity.time("lastChangeDateTime");
    String identifier = entity.text("identifier");
    if (!UUID_FORM.matcher(identifier).matches()) {
      throw entity.refused("identifier", "must be a UUID, such as " + new UUID(0, 0));
    }
    return identifier;
  }

  private static Set<String> with(Set<String> types, String more) {
    Set<String> all = new HashSet<>(types);
    all.add(more);
    return all;
  }

  private static void unique(Set<String> seen, Fields entity, String identifier) {
    if (!seen.add(identifier)) {
      throw entity.refused("identifier", "stands twice: " + identifier);
    }
  }
}
