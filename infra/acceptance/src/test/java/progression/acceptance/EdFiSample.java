package progression.acceptance;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * An Ed-Fi assessment with its results, read with another parser than the server's.
 *
 * @param objectives by code
 * @param standards what each learning standard says, by its id
 * @param results in the order of the file
 * @param file the interchange of student assessments
 */
record EdFiSample(
    String assessment,
    String namespace,
    Map<String, Objective> objectives,
    Map<String, String> standards,
    List<Result> results,
    Path file) {

  /** An objective: its points, and the standard of its first item. */
  record Objective(BigDecimal max, String standard) {}

  /** What a student reached on an objective. */
  record Result(String student, String objective, BigDecimal points) {}

  /** The sample in the folder, or a generated one of the same shape. */
  static EdFiSample in(Path folder, Path work) throws Exception {
    Path set = folder.resolve("edfi");
    if (Files.isDirectory(set)) {
      return read(
          parse(set.resolve("AssessmentMetadata-LearningStandardsMastery.xml")),
          parse(set.resolve("Standards.xml")),
          set.resolve("StudentAssessment-LearningStandardsMastery.xml"));
    }
    System.out.println("No Ed-Fi sample in " + folder + ": this run uses a generated one.");
    return generated(work.resolve("student-assessments.xml"));
  }

  Set<String> students() {
    Set<String> students = new TreeSet<>();
    results.forEach(result -> students.add(result.student()));
    return students;
  }

  /** Per student and standard the shares of the points that she reached. */
  Map<String, Map<String, List<Double>>> shares() {
    Map<String, Map<String, List<Double>>> shares = new TreeMap<>();
    for (Result result : results) {
      Objective objective = requireNonNull(objectives.get(result.objective()));
      shares
          .computeIfAbsent(result.student(), none -> new TreeMap<>())
          .computeIfAbsent(objective.standard(), none -> new ArrayList<>())
          .add(result.points().doubleValue() / objective.max().doubleValue());
    }
    return shares;
  }

  private static EdFiSample read(Document metadata, Document standards, Path file)
      throws Exception {
    Element assessment = all(metadata, "Assessment").getFirst();
    Map<String, String> standardOfItem = new HashMap<>();
    for (Element item : all(metadata, "AssessmentItem")) {
      standardOfItem.put(text(item, "IdentificationCode"), text(item, "LearningStandardId"));
    }
    Map<String, Objective> objectives = new TreeMap<>();
    for (Element objective : all(metadata, "ObjectiveAssessment")) {
      Element item = (Element) objective.getElementsByTagName("AssessmentItemIdentity").item(0);
      objectives.put(
          text(objective, "IdentificationCode"),
          new Objective(
              new BigDecimal(text(objective, "MaxRawScore")),
              requireNonNull(standardOfItem.get(text(item, "IdentificationCode")))));
    }
    Map<String, String> statements = new TreeMap<>();
    objectives
        .values()
        .forEach(objective ->
            statements.put(objective.standard(), "the standard " + objective.standard()));
    for (Element standard : all(standards, "LearningStandard")) {
      statements.computeIfPresent(
          text(standard, "LearningStandardId"), (id, none) -> text(standard, "Description"));
    }
    return new EdFiSample(
        text(assessment, "AssessmentIdentifier"),
        text(assessment, "Namespace"),
        objectives,
        statements,
        results(parse(file)),
        file);
  }

  private static List<Result> results(Document interchange) {
    List<Result> results = new ArrayList<>();
    for (Element assessment : all(interchange, "StudentAssessment")) {
      NodeList objectives = assessment.getElementsByTagName("StudentObjectiveAssessment");
      for (int i = 0; i < objectives.getLength(); i++) {
        Element objective = (Element) objectives.item(i);
        results.add(
            new Result(
                text(assessment, "StudentUniqueId"),
                text(objective, "IdentificationCode"),
                new BigDecimal(text(objective, "Result"))));
      }
    }
    return results;
  }

  private static EdFiSample generated(Path file) throws Exception {
    Map<String, Objective> objectives =
        Map.of(
            "objective-1", new Objective(new BigDecimal("1.5"), "X.1"),
            "objective-2", new Objective(new BigDecimal("2"), "X.2"),
            "objective-3", new Objective(new BigDecimal("4"), "X.2"));
    List<Result> results = new ArrayList<>();
    for (int student = 0; student < 20; student++) {
      for (String objective : new TreeSet<>(objectives.keySet())) {
        results.add(new Result("G-" + student, objective, new BigDecimal(student % 2)));
      }
    }
    EdFiSample sample =
        new EdFiSample(
            "generated",
            "uri://example.org",
            objectives,
            Map.of("X.1", "the first", "X.2", "the second"),
            results,
            file);
    Files.writeString(file, sample.interchange());
    return sample;
  }

  private String interchange() {
    return students().stream()
        .map(student ->
            """
            <StudentAssessment>
            <StudentAssessmentIdentifier>of-%1$s</StudentAssessmentIdentifier>
            <AdministrationDate>2026-03-01T09:00:00</AdministrationDate>
            <StudentReference><StudentIdentity>
            <StudentUniqueId>%1$s</StudentUniqueId>
            </StudentIdentity></StudentReference>
            <AssessmentReference><AssessmentIdentity>
            <AssessmentIdentifier>%2$s</AssessmentIdentifier><Namespace>%3$s</Namespace>
            </AssessmentIdentity></AssessmentReference>
            %4$s</StudentAssessment>
            """
                .formatted(student, assessment, namespace, resultsOf(student)))
        .collect(
            joining(
                "",
                "<InterchangeStudentAssessment xmlns=\"http://ed-fi.org/5.2.0\">\n",
                "</InterchangeStudentAssessment>\n"));
  }

  private String resultsOf(String student) {
    return results.stream()
        .filter(result -> result.student().equals(student))
        .map(result ->
            """
            <StudentObjectiveAssessment>
            <ScoreResult><Result>%s</Result>
            <AssessmentReportingMethod>uri://x#Raw score</AssessmentReportingMethod></ScoreResult>
            <ObjectiveAssessmentReference><ObjectiveAssessmentIdentity>
            <IdentificationCode>%s</IdentificationCode>
            </ObjectiveAssessmentIdentity></ObjectiveAssessmentReference>
            </StudentObjectiveAssessment>
            """
                .formatted(result.points(), result.objective()))
        .collect(joining());
  }

  private static Document parse(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    } catch (IOException unreadable) {
      throw new AssertionError(file.toString(), unreadable);
    }
  }

  private static List<Element> all(Document document, String childOfRoot) {
    List<Element> found = new ArrayList<>();
    for (Node child = document.getDocumentElement().getFirstChild();
        child != null;
        child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals(childOfRoot)) {
        found.add(element);
      }
    }
    return found;
  }

  /** The text of the first element of that name inside. */
  private static String text(Element in, String name) {
    return in.getElementsByTagName(name).item(0).getTextContent().strip();
  }
}
