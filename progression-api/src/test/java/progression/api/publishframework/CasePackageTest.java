package progression.api.publishframework;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import progression.api.intake.StrictJson;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.event.FrameworkPublished.Association;
import progression.event.FrameworkPublished.Competency;
import progression.kernel.CompetencyId;

class CasePackageTest {

  private static final String PACKAGE =
      """
      {"CFDocument":{"identifier":"%1$s","uri":"https://example.org/doc","creator":"Made up",
         "title":"Made-up mathematics","lastChangeDateTime":"2026-01-01T00:00:00+00:00",
         "adoptionStatus":"Draft","anything":{"else":[1,null]}},
       "CFItems":[
        {"identifier":"%2$s","uri":"https://example.org/item/1","fullStatement":"Counts to ten.",
         "abbreviatedStatement":"Counts","humanCodingScheme":"M.1","educationLevel":["KG"],
         "lastChangeDateTime":"2026-01-01T00:00:00+00:00"},
        {"identifier":"%3$s","uri":"https://example.org/item/2","fullStatement":"Adds.",
         "lastChangeDateTime":"2026-01-01T00:00:00Z"}],
       "CFAssociations":[
        %4$s],
       "CFDefinitions":{"CFSubjects":[]},"CFRubrics":[]}
      """
          .formatted(
              id(1),
              id(11),
              id(12),
              String.join(
                  ",\n",
                  association(21, "isChildOf", id(11), id(1)),
                  association(22, "precedes", id(11), id(12)),
                  association(23, "exactMatchOf", id(11), "urn:elsewhere:3.OA.A.1"),
                  association(24, "isRelatedTo", id(11), id(12))));

  @Test
  void items_are_competencies_and_the_interpreted_associations_are_kept() {
    CasePackage read = read(PACKAGE);

    assertThat(read.title()).isEqualTo("Made-up mathematics");
    assertThat(read.caseVersion()).isEqualTo("1.0");
    assertThat(read.competencies())
        .containsExactly(
            new Competency(competency(11), "M.1", "Counts"),
            new Competency(competency(12), null, "Adds."));
    assertThat(read.associations())
        .containsExactly(
            new Association(competency(11), Association.Type.PRECEDES, competency(12)),
            new Association(
                competency(11),
                Association.Type.EXACT_MATCH_OF,
                new CompetencyId("urn:elsewhere:3.OA.A.1")));
  }

  @Test
  void version_1_1_names_itself_and_knows_translations() {
    String translation = PACKAGE.replace("isRelatedTo", "isTranslationOf");
    String versioned = translation.replace("\"creator\"", "\"caseVersion\":\"1.1\",\"creator\"");

    assertThat(read(versioned).caseVersion()).isEqualTo("1.1");
    assertRefused(translation, "/CFAssociations/3/associationType", "CASE 1.0");
  }

  @Test
  void a_package_without_items_or_associations_can_be_read() {
    String document = PACKAGE.substring(0, PACKAGE.indexOf(",\n \"CFItems\"")) + "}";

    assertThat(read(document).competencies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"CFDocument\"|\"CFDokument\"|/CFDocument|is required",
        "\"creator\":|\"kreator\":|/CFDocument/creator|is required",
        "\"title\":\"Made-up|\"titel\":\"Made-up|/CFDocument/title|is required",
        "2026-01-01T00:00:00Z|2026-13-01T00:00:00Z|/CFItems/1/lastChangeDateTime|does not exist",
        "2026-01-01T00:00:00Z|yesterday|/CFItems/1/lastChangeDateTime|RFC 3339",
        "\"fullStatement\":\"Adds.\"|\"fullStatement\":7|/CFItems/1/fullStatement|a string",
        "https://example.org/item/2|item 2|/CFItems/1/uri|Illegal character",
        "https://example.org/item/2|/item/2|/CFItems/1/uri|absolute",
        "\"M.1\"|[\"M.1\"]|/CFItems/0/humanCodingScheme|a string",
        "precedes|comesBefore|/CFAssociations/1/associationType|must be one of",
        "\"CFDefinitions\":{|\"CFDefinitions\":7,\"x\":{|/CFDefinitions|an object",
        "\"creator\":|\"caseVersion\":\"2.0\",\"creator\":|/CFDocument/caseVersion|1.0 or 1.1"
      })
  void what_the_standard_requires_is_required(String from, String to, String pointer, String why) {
    assertThat(PACKAGE).contains(from);
    assertRefused(PACKAGE.replace(from, to), pointer, why);
  }

  @Test
  void identifiers_are_uuids_and_unique() {
    assertRefused(PACKAGE.replace(id(21), "21"), "/CFAssociations/0/identifier", "a UUID");
    assertRefused(PACKAGE.replace(id(22), id(21)), "/CFAssociations/1/identifier", "stands twice");
    String twice = PACKAGE.replace("\"identifier\":\"" + id(12) + "\",\"uri\":\"https", TWICE);
    assertRefused(twice, "/CFItems/1/identifier", "stands twice");
  }

  private static final String TWICE = "\"identifier\":\"" + id(11) + "\",\"uri\":\"https";

  private static String association(int number, String type, String from, String to) {
    return """
    {"identifier":"%s","uri":"https://example.org/a/%d","associationType":"%s",
     "lastChangeDateTime":"2026-01-01T00:00:00-05:00",
     "originNodeURI":{"title":"from","identifier":"%s","uri":"urn:from"},
     "destinationNodeURI":{"title":"to","identifier":"%s","uri":"urn:to"}}\
    """
        .formatted(id(number), number, type, from, to);
  }

  private static String id(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L | number).toString();
  }

  private static CompetencyId competency(int number) {
    return new CompetencyId(id(number));
  }

  private static CasePackage read(String json) {
    return CasePackage.read(StrictJson.parse(json.getBytes(UTF_8)));
  }

  private static void assertRefused(String json, String pointer, String why) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> read(json))
        .satisfies(bad -> {
          assertThat(bad.problem().place()).isEqualTo(new Place.Pointer(pointer));
          assertThat(bad.problem().detail()).contains(why);
        });
  }
}
