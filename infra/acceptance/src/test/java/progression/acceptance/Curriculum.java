package progression.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
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

  /** A stricter version of the same. */
  static final String FIVE_IN_A_ROW =
      THREE_IN_A_ROW.replace("three", "five").replace("\"n\":3", "\"n\":5");

  private static final String CHANGED = "2026-11-01T00:00:00+00:00";

  private Curriculum() {}

  /** The human coding scheme of a skill. */
  static String code(int skill) {
    return "A09." + skill;
  }

  static String casePackage(Map<Integer, String> skills) {
    Map<String, String> statements = new TreeMap<>();
    skills.forEach((skill, name) -> statements.put(code(skill), name));
    return casePackage(FRAMEWORK, "Skills of ASSISTments 2009", statements);
  }

  /** A package of competencies, each with its code and what it says. */
  static String casePackage(String framework, String title, Map<String, String> statements) {
    ObjectNode casePackage = JsonMapper.shared().createObjectNode();
    ObjectNode document = casePackage.putObject("CFDocument");
    entity(document, framework, "CFDocuments", "document");
    document.put("creator", "Progression acceptance");
    document.put("title", title);
    document.put("caseVersion", "1.1");
    document.put("frameworkType", "skills");
    link(document.putObject("CFPackageURI"), framework, "CFPackages", "document");
    ArrayNode items = casePackage.putArray("CFItems");
    ArrayNode associations = casePackage.putArray("CFAssociations");
    statements.forEach((code, statement) -> {
      ObjectNode item = items.addObject();
      entity(item, framework, "CFItems", code);
      item.put("fullStatement", statement);
      item.put("humanCodingScheme", code);
      link(item.putObject("CFDocumentURI"), framework, "CFDocuments", "document");
      ObjectNode child = associations.addObject();
      entity(child, framework, "CFAssociations", "child-" + code);
      child.put("associationType", "isChildOf");
      link(child.putObject("originNodeURI"), framework, "CFItems", code);
      link(child.putObject("destinationNodeURI"), framework, "CFDocuments", "document");
    });
    return JsonMapper.shared().writeValueAsString(casePackage);
  }

  private static void entity(ObjectNode node, String framework, String kind, String name) {
    link(node, framework, kind, name);
    node.remove("title");
    node.put("lastChangeDateTime", CHANGED);
  }

  private static void link(ObjectNode node, String framework, String kind, String name) {
    String identifier = UUID.nameUUIDFromBytes((framework + "/" + name).getBytes(UTF_8)).toString();
    node.put("title", name);
    node.put("identifier", identifier);
    node.put("uri", "https://example.org/ims/case/v1p1/" + kind + "/" + identifier);
  }
}
