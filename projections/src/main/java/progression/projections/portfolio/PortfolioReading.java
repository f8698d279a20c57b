package progression.projections.portfolio;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.event.FrameworkPublished;
import progression.kernel.CompetencyId;
import progression.projections.portfolio.Portfolio.Artifact;
import progression.projections.portfolio.Portfolio.CheckIn;
import progression.projections.portfolio.Portfolio.Choice;
import progression.projections.portfolio.Portfolio.Competency;
import progression.projections.portfolio.Portfolio.Feedback;
import progression.projections.portfolio.Portfolio.Links;
import progression.projections.portfolio.Portfolio.Person;
import progression.projections.portfolio.Portfolio.Piece;
import progression.projections.portfolio.Portfolio.Preferences;
import progression.projections.portfolio.Portfolio.Profile;
import progression.projections.portfolio.Portfolio.Reflection;
import progression.projections.portfolio.Portfolio.Request;
import progression.projections.portfolio.PortfolioPage.Place;
import progression.projections.portfolio.PortfolioRows.Entry;
import progression.projections.portfolio.PortfolioRows.Kind;
import tools.jackson.databind.JsonNode;

/** Makes an answer of what was said. */
final class PortfolioReading {

  private final List<Entry> entries;
  private final @Nullable Place last;
  private final Curriculum curriculum;
  private final @Nullable JsonNode profile;
  private final Set<String> retracted;
  private final Map<String, Instant> askedAt;
  private final Map<String, Instant> answeredAt;

  PortfolioReading(PortfolioPage page, int size, Curriculum curriculum) {
    boolean isLast = page.entries().size() <= size;
    this.entries = isLast ? page.entries() : page.entries().subList(0, size);
    this.last = isLast ? null : Place.of(entries.getLast());
    this.curriculum = curriculum;
    List<Entry> pointedAt = page.pointedAt();
    this.profile = of(pointedAt, Kind.PROFILE).map(Entry::said).findFirst().orElse(null);
    this.retracted =
        of(pointedAt, Kind.RETRACTED)
            .filter(entry -> entry.said().path("current").asBoolean())
            .map(Entry::id)
            .collect(toSet());
    this.askedAt = of(pointedAt, Kind.REQUEST).collect(toMap(Entry::id, PortfolioReading::at));
    this.answeredAt =
        of(pointedAt, Kind.FEEDBACK)
            .filter(entry -> entry.said().has("request"))
            .collect(
                toMap(
                    entry -> text(entry.said(), "request"),
                    PortfolioReading::at,
                    BinaryOperator.minBy(naturalOrder())));
  }

  Portfolio portfolio(String learner, long position) {
    return new Portfolio(
        learner,
        position,
        list(Kind.PERSON, said -> person(said.path("person"))),
        of(entries, Kind.GROUP).map(Entry::id).toList(),
        profile(profile),
        list(Kind.PIECE, this::piece),
        list(Kind.REQUEST, this::request),
        list(Kind.FEEDBACK, this::feedback),
        list(Kind.REFLECTION, this::reflection),
        list(Kind.CHECK_IN, this::checkIn),
        list(Kind.CHOICE, this::choice),
        last == null ? null : last.cursor(learner).text());
  }

  private static Stream<Entry> of(List<Entry> entries, Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind);
  }

  private <T> List<T> list(Kind kind, Function<JsonNode, T> read) {
    return of(entries, kind).map(entry -> read.apply(entry.said())).toList();
  }

  private static Instant at(Entry entry) {
    return time(entry.said(), "recordedAt");
  }

  private static Profile profile(@Nullable JsonNode said) {
    if (said == null) {
      return new Profile(List.of(), List.of(), List.of(), List.of(), null, null);
    }
    JsonNode preferences = said.get("preferences");
    return new Profile(
        texts(said, "strengths"),
        texts(said, "needs"),
        texts(said, "interests"),
        texts(said, "motivations"),
        optional(said, "goalOrientation"),
        preferences == null
            ? null
            : new Preferences(
                optional(preferences, "pace"),
                optional(preferences, "setting"),
                optional(preferences, "language"),
                texts(preferences, "accommodations")));
  }

  private Piece piece(JsonNode said) {
    String evidence = text(said, "evidence");
    return new Piece(
        evidence,
        competency(text(said, "competency")),
        optional(said, "assessor"),
        optional(said, "setting"),
        texts(said, "collaborators"),
        said.path("artifacts")
            .valueStream()
            .map(one -> new Artifact(text(one, "uri"), optional(one, "title")))
            .toList(),
        optional(said, "caption"),
        retracted.contains(evidence));
  }

  private Request request(JsonNode said) {
    String id = text(said, "id");
    return new Request(
        id,
        about(said),
        optional(said.path("about"), "evidence"),
        said.has("from") ? person(said.path("from")) : null,
        optional(said, "question"),
        person(said.path("author")),
        time(said, "recordedAt"),
        answeredAt.get(id));
  }

  private Feedback feedback(JsonNode said) {
    String evidence = optional(said.path("about"), "evidence");
    String request = optional(said, "request");
    Instant givenAt = time(said, "recordedAt");
    Instant from = request == null ? optionalTime(said, "occurredAt") : askedAt.get(request);
    return new Feedback(
        text(said, "id"),
        about(said),
        evidence,
        evidence != null && retracted.contains(evidence),
        text(said, "text"),
        texts(said, "nextSteps"),
        request,
        person(said.path("author")),
        givenAt,
        from == null ? null : Duration.between(from, givenAt).toString());
  }

  private Reflection reflection(JsonNode said) {
    return new Reflection(
        text(said, "id"),
        optional(said, "prompt"),
        text(said, "text"),
        links(said.path("links")),
        person(said.path("author")),
        time(said, "recordedAt"));
  }

  private CheckIn checkIn(JsonNode said) {
    return new CheckIn(
        text(said, "id"),
        time(said, "at"),
        person(said.path("with")),
        optional(said, "topic"),
        links(said.path("links")),
        said.path("result").asString("scheduled"),
        optional(said, "notes"),
        person(said.path("author")));
  }

  private Choice choice(JsonNode said) {
    return new Choice(
        text(said, "id"),
        text(said, "pathway") + "@" + said.path("pathwayVersion").asInt(),
        optional(said, "stage"),
        competencies(said, "chosen"),
        person(said.path("author")));
  }

  private Links links(JsonNode links) {
    return new Links(
        competencies(links, "competencies"), texts(links, "evidence"), texts(links, "goals"));
  }

  private @Nullable Competency about(JsonNode said) {
    String competency = optional(said.path("about"), "competency");
    return competency == null ? null : competency(competency);
  }

  private List<Competency> competencies(JsonNode said, String member) {
    return texts(said, member).stream().map(this::competency).toList();
  }

  private Competency competency(String id) {
    CompetencyId competency = new CompetencyId(id);
    return curriculum.frameworks().values().stream()
        .map(framework -> framework.competencies().get(competency))
        .filter(Objects::nonNull)
        .min(
            comparing(FrameworkPublished.Competency::code, nullsLast(naturalOrder()))
                .thenComparing(FrameworkPublished.Competency::statement))
        .map(known -> new Competency(id, known.code(), known.statement()))
        .orElseGet(() -> new Competency(id, null, null));
  }

  private static Person person(JsonNode person) {
    return new Person(text(person, "role"), text(person, "id"));
  }

  private static String text(JsonNode said, String member) {
    return said.path(member).asString();
  }

  private static @Nullable String optional(JsonNode said, String member) {
    JsonNode node = said.get(member);
    return node == null ? null : node.asString();
  }

  private static List<String> texts(JsonNode said, String member) {
    return said.path(member).valueStream().map(JsonNode::asString).toList();
  }

  private static Instant time(JsonNode said, String member) {
    return Instant.parse(text(said, member));
  }

  private static @Nullable Instant optionalTime(JsonNode said, String member) {
    return said.has(member) ? time(said, member) : null;
  }
}
