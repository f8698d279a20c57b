package progression.api.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;

/**
 * An XML document of any length, read one child of its root at a time, in bounded memory. There is
 * no document type, so there are no entities but the five of XML itself; nothing outside the
 * document is ever looked at.
 */
public final class StrictXml {

  /** How deep elements may be nested. */
  public static final int MAX_DEPTH = 32;

  /** The most bytes of one tag, text, comment or section: the parser holds as much. */
  public static final int MAX_PIECE = 1 << 20;

  /** The most different names in a document, and the most characters of one: all are kept. */
  private static final int MAX_NAMES = 1_000;

  private static final Place START = new Place.Position(1, 1);
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader xml;
  private final MeteredInput in;
  private final Set<String> names = new HashSet<>();
  private final String namespace;

  /**
   * Opens a document.
   *
   * @param namespace of its root and of all that is read
   * @throws BadInput if it is no XML, or has another root
   * @throws IOException if the input broke off
   */
  public StrictXml(InputStream body, String namespace, String root) throws IOException {
    this.in = new MeteredInput(body);
    this.namespace = namespace;
    try {
      this.xml = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException malformed) {
      throw refused(malformed, START);
    }
    int event = step();
    while (event != XMLStreamConstants.START_ELEMENT) {
      event = step();
    }
    if (!root.equals(name())) {
      throw new BadInput(
          ProblemType.MALFORMED_XML,
          "the root is %s; it should be %s of %s".formatted(xml.getLocalName(), root, namespace),
          place());
    }
  }

  /**
   * The next child of the root; null at the end of the document.
   *
   * @throws BadInput if the document can not be read on
   * @throws IOException if the input broke off
   */
  public @Nullable XmlElement next() throws IOException {
    while (true) {
      switch (step()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return element();
        }
        case XMLStreamConstants.END_DOCUMENT -> {
          return null;
        }
        default -> {
          // what stands between the children says nothing
        }
      }
    }
  }

  /** The element whose start was just read, to its end. */
  private XmlElement element() throws IOException {
    XmlElement.Building building = new XmlElement.Building(name(), place());
    int depth = 2;
    while (depth > 1) {
      switch (step()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          if (depth > MAX_DEPTH) {
            throw malformed("elements are nested deeper than %d levels".formatted(MAX_DEPTH));
          }
          building.start(name(), place());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            building.text(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          building.end();
        }
        default -> {
          // comments and the like say nothing
        }
      }
    }
    return building.built();
  }

  private int step() throws IOException {
    try {
      in.nextPiece();
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed("document types and entities are not read; send the plain document");
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> known(xml.getPITarget());
        case XMLStreamConstants.START_ELEMENT -> names();
        default -> {
          // brings no names
        }
      }
      return event;
    } catch (XMLStreamException malformed) {
      throw refused(malformed, place());
    }
  }

  /** The parser keeps every name that it ever met. */
  private void names() {
    known(xml.getLocalName());
    known(xml.getPrefix());
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      known(xml.getNamespacePrefix(i));
      known(xml.getNamespaceURI(i));
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      known(xml.getAttributeLocalName(i));
      known(xml.getAttributePrefix(i));
    }
  }

  private void known(@Nullable String name) {
    if (name != null
        && (name.length() > MAX_NAMES || (names.add(name) && names.size() > MAX_NAMES))) {
      throw malformed(
          "there are more than %,d names, or one longer than as many characters"
              .formatted(MAX_NAMES));
    }
  }

  /** What is of another namespace has a name that nobody asks for. */
  private String name() {
    String uri = xml.getNamespaceURI();
    return namespace.equals(uri) ? xml.getLocalName() : "{" + uri + "}" + xml.getLocalName();
  }

  private Place place() {
    return place(xml.getLocation(), START);
  }

  private BadInput malformed(String why) {
    return new BadInput(ProblemType.MALFORMED_XML, why, place());
  }

  private static BadInput refused(XMLStreamException malformed, Place before) throws IOException {
    if (malformed.getNestedException() instanceof MeteredInput.BrokenOff brokenOff) {
      throw brokenOff.reason();
    }
    String why = String.valueOf(malformed.getMessage());
    int message = why.indexOf("Message: ");
    return new BadInput(
        ProblemType.MALFORMED_XML,
        message < 0 ? why : why.substring(message + "Message: ".length()),
        place(malformed.getLocation(), before));
  }

  /** Not every fault says where it lies. */
  private static Place place(@Nullable Location at, Place otherwise) {
    return at == null || at.getLineNumber() < 1
        ? otherwise
        : new Place.Position(at.getLineNumber(), Math.max(1, at.getColumnNumber()));
  }

  /** The JDK's own parser, whatever else is on the class path. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver((publicId, systemId, base, name) -> {
      throw new XMLStreamException("nothing outside the document is read");
    });
    // without one it writes to the console what the exceptions say anyway
    factory.setXMLReporter((message, type, related, at) -> {});
    return factory;
  }
}
