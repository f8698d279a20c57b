package progression.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The skills as a CASE 1.1 package, and the policy that decides on them. */
final class Curriculum {

  static final String FRAMEWORK = "assistments-2009";

  static final String THREE_IN_A_ROW =
      """
      {"title":"three in a row correct","appliesTo":{"framework":"assistments-2009"},
       "scale":{"min":0,"max":1},"method":{"type":"consecutive","n":3},"threshold":1,
       "regression":"sticky","prerequisites":"advisory"}
      """;

  private static final String CHANGED = "2026-11-01T00:00:00+00:00";

  private Curriculum() {}

  /** The human coding scheme of a skill. */
  static String code(int skill) {
    return "A09." + skill;
  }

  static String casePackage(Map<Integer, String> skills) {
    JsonMapper json = JsonMapper.shared();
    ObjectNode casePackage = json.createObjectNode();
    ObjectNode document = casePackage.putObject("CFDocument");
    entity(document, "CFDocuments", "document");
    document.put("creator", "Progression acceptance");
    document.put("title", "Skills of ASSISTments 2009");
    document.put("caseVersion", "1.1");
    document.put("frameworkType", "skills");
    link(document.putObject("CFPackageURI"), "CFPackages", "document");
    ArrayNode items = casePackage.putArray("CFItems");
    ArrayNode associations = casePackage.putArray("CFAssociations");
    skills.forEach((skill, name) -> {
      ObjectNode item = items.addObject();
      entity(item, "CFItems", code(skill));
      item.put("fullStatement", name);
      item.put("humanCodingScheme", code(skill));
      link(item.putObject("CFDocumentURI"), "CFDocuments", "document");
      ObjectNode child = associations.addObject();
      entity(child, "CFAssociations", "child-" + skill);
      child.put("associationType", "isChildOf");
      link(child.putObject("originNodeURI"), "CFItems", code(skill));
      link(child.putObject("destinationNodeURI"), "CFDocuments", "document");
    });
    return json.writeValueAsString(casePackage);
  }

  private static void entity(ObjectNode node, String kind, String name) {
    node.put("identifier", identifier(name));
    node.put("uri", "https://example.org/ims/case/v1p1/" + kind + "/" + identifier(name));
    node.put("lastChangeDateTime", CHANGED);
  }

  private static void link(ObjectNode node, String kind, String name) {
    node.put("title", name);
    node.put("identifier", identifier(name));
    node.put("uri", "https://example.org/ims/case/v1p1/" + kind + "/" + identifier(name));
  }

  private static String identifier(String name) {
    return UUID.nameUUIDFromBytes((FRAMEWORK + "/" + name).getBytes(UTF_8)).toString();
  }
}
