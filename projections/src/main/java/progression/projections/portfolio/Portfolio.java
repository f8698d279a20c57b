package progression.projections.portfolio;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.curriculum.Curriculum;
import progression.projections.rows.LearnerRowsJdbc.Found;

/**
 * A page of what is in a learner's own record: who is around her, and then all else, the latest
 * first, each entry in the list that it belongs to.
 *
 * @param position what the answer reflects: every event up to here, and none behind it
 * @param people who may act for her now
 * @param groups that she is a member of now
 * @param pieces what she shows of her work
 * @param requests for feedback, answered or not
 * @param next where the next page begins; none where this is the last one
 */
public record Portfolio(
    String learner,
    long position,
    List<Person> people,
    List<String> groups,
    Profile profile,
    List<Piece> pieces,
    List<Request> requests,
    List<Feedback> feedback,
    List<Reflection> reflections,
    List<CheckIn> checkIns,
    List<Choice> choices,
    @Nullable String next) {

  public Portfolio {
    people = List.copyOf(people);
    groups = List.copyOf(groups);
    pieces = List.copyOf(pieces);
    requests = List.copyOf(requests);
    feedback = List.copyOf(feedback);
    reflections = List.copyOf(reflections);
    checkIns = List.copyOf(checkIns);
    choices = List.copyOf(choices);
  }

  /** Somebody, and as what she acts. */
  public record Person(String role, String id) {}

  /**
   * A competency, as it is in force.
   *
   * @param competency the CASE identifier
   * @param code the human coding scheme, where there is one
   * @param statement what the framework says that it is; none where no version in force has it
   */
  @Schema(name = "NamedCompetency")
  public record Competency(String competency, @Nullable String code, @Nullable String statement) {}

  /** How she is described now; what nobody said is left empty. */
  @Schema(name = "LearnerProfile")
  public record Profile(
      List<String> strengths,
      List<String> needs,
      List<String> interests,
      List<String> motivations,
      @Nullable String goalOrientation,
      @Nullable Preferences preferences) {
    public Profile {
      strengths = List.copyOf(strengths);
      needs = List.copyOf(needs);
      interests = List.copyOf(interests);
      motivations = List.copyOf(motivations);
    }
  }

  /** How she learns best, and the supports that she is given. */
  public record Preferences(
      @Nullable String pace,
      @Nullable String setting,
      @Nullable String language,
      List<String> accommodations) {
    public Preferences {
      accommodations = List.copyOf(accommodations);
    }
  }

  /** Something that she made. */
  public record Artifact(String uri, @Nullable String title) {}

  /**
   * @param evidence its id
   * @param assessor who judged it; none where the evidence does not say
   * @param setting where she worked; none where the evidence does not say
   * @param collaborators whom she worked with, by name or id
   * @param retracted whether the evidence does not count any more
   */
  public record Piece(
      String evidence,
      Competency competency,
      @Nullable String assessor,
      @Nullable String setting,
      List<String> collaborators,
      List<Artifact> artifacts,
      @Nullable String caption,
      boolean retracted) {
    public Piece {
      collaborators = List.copyOf(collaborators);
      artifacts = List.copyOf(artifacts);
    }
  }

  /**
   * @param competency what it is about, where that is a competency
   * @param evidence what it is about, where that is a piece of evidence
   * @param from whom it was asked; none where anybody's is welcome
   * @param answeredAt when the first answer was given; none so far
   */
  @Schema(name = "FeedbackRequest")
  public record Request(
      String id,
      @Nullable Competency competency,
      @Nullable String evidence,
      @Nullable Person from,
      @Nullable String question,
      Person author,
      Instant askedAt,
      @Nullable Instant answeredAt) {}

  /**
   * @param competency what it is about, where that is a competency
   * @param evidence what it is about, where that is a piece of evidence
   * @param retracted whether that evidence does not count any more
   * @param request the id of the request that it answers
   * @param waited how long it took, as ISO 8601: from the request, or else from the evidence
   */
  public record Feedback(
      String id,
      @Nullable Competency competency,
      @Nullable String evidence,
      boolean retracted,
      String text,
      List<String> nextSteps,
      @Nullable String request,
      Person author,
      Instant givenAt,
      @Nullable String waited) {
    public Feedback {
      nextSteps = List.copyOf(nextSteps);
    }
  }

  /** What something is linked to: competencies, ids of evidence, ids of goals. */
  public record Links(List<Competency> competencies, List<String> evidence, List<String> goals) {
    public Links {
      competencies = List.copyOf(competencies);
      evidence = List.copyOf(evidence);
      goals = List.copyOf(goals);
    }
  }

  /** What somebody wrote, looking back. */
  public record Reflection(
      String id,
      @Nullable String prompt,
      String text,
      Links links,
      Person author,
      Instant writtenAt) {}

  /**
   * @param status {@code scheduled}, {@code held} or {@code missed}
   */
  public record CheckIn(
      String id,
      Instant at,
      Person with,
      @Nullable String topic,
      Links links,
      String status,
      @Nullable String notes,
      Person author) {}

  /**
   * The choice of a pathway, or the one that stands in a stage.
   *
   * @param pathway and its version, as {@code math-6@1}
   * @param stage none where the pathway itself was chosen
   */
  public record Choice(
      String id, String pathway, @Nullable String stage, List<Competency> chosen, Person author) {
    public Choice {
      chosen = List.copyOf(chosen);
    }
  }

  /**
   * Puts a page together with the names in force.
   *
   * @param size of the page; one more entry than that is read where there is one
   */
  static Portfolio of(String learner, int size, Found<PortfolioPage> found, Curriculum curriculum) {
    return new PortfolioReading(found.rows(), size, curriculum)
        .portfolio(learner, found.position());
  }
}
