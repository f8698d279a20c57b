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
 * @param profile how she is described now; what nobody said is left empty
 * @param pieces what she shows of her work
 * @param requests for feedback, answered or not
 * @param feedback that others gave her
 * @param reflections what was written, looking back
 * @param checkIns talks of hers, to come or past
 * @param choices of pathways, and in their stages
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

  /**
   * Somebody, and as what she acts.
   *
   * @param role {@code learner}, {@code teacher}, {@code mentor}, {@code guardian}, {@code peer},
   *     {@code expert}, {@code staff} or {@code district}
   * @param id that of the person
   */
  public record Person(String role, String id) {}

  /**
   * A competency, as it is in force.
   *
   * @param statement what the framework says that it is; none where no version in force has it
   */
  @Schema(name = "NamedCompetency")
  public record Competency(String competency, @Nullable String code, @Nullable String statement) {}

  /**
   * How she is described now; what nobody said is left empty.
   *
   * @param strengths what she is good at
   * @param needs what she needs
   * @param interests what interests her
   * @param motivations what moves her
   * @param goalOrientation {@code mastery-approach}, {@code mastery-avoidance}, {@code
   *     performance-approach} or {@code performance-avoidance}; none where that was not said
   * @param preferences how she learns best; none where that was not said
   */
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

  /**
   * How she learns best, and the supports that she is given.
   *
   * @param pace at what pace she learns best; none where that was not said
   * @param setting where she learns best; none where that was not said
   * @param language a BCP 47 tag, such as {@code es-MX}; none where that was not said
   * @param accommodations the supports that she is given
   */
  public record Preferences(
      @Nullable String pace,
      @Nullable String setting,
      @Nullable String language,
      List<String> accommodations) {
    public Preferences {
      accommodations = List.copyOf(accommodations);
    }
  }

  /**
   * Something that she made.
   *
   * @param uri where it is found
   * @param title what it is called; none where that was not said
   */
  public record Artifact(String uri, @Nullable String title) {}

  /**
   * @param evidence the id of the evidence
   * @param competency what it shows
   * @param assessor who judged it; none where the evidence does not say
   * @param setting where she worked; none where the evidence does not say
   * @param collaborators whom she worked with, by name or id
   * @param artifacts what came of the work, such as an essay
   * @param caption what is said of it here; none where that was not said
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
   * @param id that of the request
   * @param competency the competency that it is about; none where it is about a piece of evidence
   * @param evidence the id of the piece of evidence that it is about; none where that is a
   *     competency
   * @param from whom it was asked; none where anybody's is welcome
   * @param question what is asked; none where that was not said
   * @param author who asked
   * @param askedAt when it was recorded
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
   * @param id that of the feedback
   * @param competency the competency that it is about; none where it is about a piece of evidence
   * @param evidence the id of the piece of evidence that it is about; none where that is a
   *     competency
   * @param retracted whether the evidence that it is about does not count any more
   * @param text the feedback itself
   * @param nextSteps what to do next
   * @param request the id of the request that it answers; none where it answers none
   * @param author who gave it
   * @param givenAt when it was recorded
   * @param waited how long it took, as ISO 8601: from the request, or else from the evidence; none
   *     without either
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

  /**
   * What something is linked to: competencies, ids of evidence, ids of goals.
   *
   * @param competencies what it is about
   * @param evidence ids of evidence
   * @param goals ids of goals
   */
  public record Links(List<Competency> competencies, List<String> evidence, List<String> goals) {
    public Links {
      competencies = List.copyOf(competencies);
      evidence = List.copyOf(evidence);
      goals = List.copyOf(goals);
    }
  }

  /**
   * What somebody wrote, looking back.
   *
   * @param id that of the reflection
   * @param prompt the question that it answers; none where that was not said
   * @param text what was written
   * @param links what it is linked to
   * @param author who wrote it
   * @param writtenAt when it was recorded
   */
  public record Reflection(
      String id,
      @Nullable String prompt,
      String text,
      Links links,
      Person author,
      Instant writtenAt) {}

  /**
   * @param id that of the check-in
   * @param at when it is to be, or was
   * @param with whom she talks with
   * @param topic what it is about; none where that was not said
   * @param links what it is linked to
   * @param status {@code scheduled}, {@code held} or {@code missed}
   * @param notes what is worth keeping of it; none where that was not said
   * @param author who arranged it
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
   * @param id that of the choice
   * @param pathway its id and version, as {@code math-6@1}
   * @param stage the id of the stage; none where the pathway itself was chosen
   * @param chosen which options of the stage; empty where there is none
   * @param author who chose
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
