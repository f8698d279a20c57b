package progression.api.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;

/**
 * An element of a document with what stands in it. What is missing, doubled or too long is refused
 * with its place when it is asked for; what nobody asks for is left alone.
 */
public final class XmlElement {

  /** The most elements of a child of the root. */
  private static final int MAX_ELEMENTS = 20_000;

  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final String name;
  private final Place place;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isOverfull;

  private XmlElement(String name, Place place) {
    this.name = name;
    this.place = place;
  }

  /** The local name; of another namespace, with that before it. */
  public String name() {
    return name;
  }

  /** Where its start tag ends. */
  public Place place() {
    return place;
  }

  /** The line on which its start tag ends, from 1. */
  public long line() {
    return place instanceof Place.Position position ? position.line() : 1;
  }

  /** The children of a name, in order. */
  public List<XmlElement> all(String child) {
    if (isOverfull) {
      throw refused("has more than %,d elements".formatted(MAX_ELEMENTS));
    }
    return children.stream().filter(one -> one.name.equals(child)).toList();
  }

  /** The one element that a path of names leads to. */
  public XmlElement one(String... path) {
    XmlElement found = find(path);
    if (found == null) {
      throw new BadInput(
          ProblemType.MISSING_FIELD, "%s has no %s".formatted(name, String.join("/", path)), place);
    }
    return found;
  }

  /** The same; null where it is not there. */
  public @Nullable XmlElement find(String... path) {
    XmlElement at = this;
    for (String step : path) {
      List<XmlElement> found = at.all(step);
      if (found.size() > 1) {
        throw found.get(1).refused("stands twice");
      }
      if (found.isEmpty()) {
        return null;
      }
      at = found.getFirst();
    }
    return at;
  }

  /** Its text without the space around it, 1 to {@link Fields#MAX_TEXT} characters. */
  public String text() {
    String stripped = text.toString().strip();
    if (text.length() > Fields.MAX_TEXT) {
      throw refused("is longer than %,d characters".formatted(Fields.MAX_TEXT));
    }
    if (stripped.isEmpty()) {
      throw refused("is empty");
    }
    return stripped;
  }

  /** Its text as a value; what the value does not accept is refused in its words. */
  public <T> T value(Function<String, T> create) {
    String given = text();
    try {
      return create.apply(given);
    } catch (IllegalArgumentException unfit) {
      throw refused("is not what it should be: " + unfit.getMessage());
    }
  }

  /**
   * Its text as an {@code xs:dateTime} of the years 1900 to 2999.
   *
   * @param zone where it is meant if it says no offset
   */
  public Instant time(ZoneId zone) {
    String given = text();
    try {
      Instant time =
          switch (DATE_TIME.parseBest(given, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> throw new DateTimeException(given);
          };
      if (time.isBefore(Fields.EARLIEST) || !time.isBefore(Fields.LATEST)) {
        throw refused("must lie between the years 1900 and 2999");
      }
      return time;
    } catch (DateTimeException unfit) {
      throw refused("must be a date and time that exist, such as 2026-03-01T10:00:00");
    }
  }

  /** To be thrown: it does not hold what it should. */
  public BadInput refused(String why) {
    return new BadInput(ProblemType.INVALID_FIELD, name + " " + why, place);
  }

  /** An element as it is read. */
  static final class Building {
    private final XmlElement root;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int elements = 1;

    Building(String name, Place place) {
      this.root = new XmlElement(name, place);
      open.push(root);
    }

    void start(String name, Place place) {
      XmlElement element = new XmlElement(name, place);
      if (elements < MAX_ELEMENTS) {
        open.element().children.add(element);
        elements++;
      } else {
        root.isOverfull = true;
      }
      open.push(element);
    }

    /** Only as much is kept as shows that it is too long. */
    void text(char[] characters, int start, int length) {
      StringBuilder text = open.element().text;
      text.append(characters, start, Math.min(length, Fields.MAX_TEXT + 1 - text.length()));
    }

    void end() {
      open.pop();
    }

    XmlElement built() {
      return root;
    }
  }
}
