package progression.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import progression.api.problem.BadInput;
import progression.api.problem.Place;
import progression.api.problem.ProblemType;

/** The body of a request, decoded where it came as gzip. */
public final class Body {

  /** The largest body of most requests, in bytes. */
  public static final int SMALL = 1 << 20;

  private static final int BUFFER = 1 << 16;

  private Body() {}

  /**
   * The whole body as one JSON object.
   *
   * @param limit its most bytes, after decoding
   * @throws BadInput if it is larger, can not be decoded or holds anything else
   */
  public static Fields json(HttpServletRequest request, int limit) {
    return StrictJson.parse(bytes(request, limit));
  }

  /** The whole body. */
  public static byte[] bytes(HttpServletRequest request, int limit) {
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    try {
      byte[] body = open(request).readNBytes(limit + 1);
      if (body.length > limit) {
        throw tooLarge(limit);
      }
      return body;
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  /** The body as it comes in. */
  public static InputStream open(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    InputStream raw = request.getInputStream();
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return raw;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return new GZIPInputStream(raw, BUFFER);
    }
    throw new BadInput(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "the body can be sent as it is or as gzip",
        new Place.Header(HttpHeaders.CONTENT_ENCODING));
  }

  /** The problem that a body brought up which could not be read to its end. */
  public static BadInput broken(IOException cause) {
    String what =
        switch (cause) {
          case EOFException ignored -> "the body ends too early; send it again as a whole";
          case ZipException ignored -> "the body is not what gzip makes; send it again";
          default -> "the body could not be read to its end; send it again";
        };
    return new BadInput(ProblemType.BROKEN_INPUT, what);
  }

  private static BadInput tooLarge(int limit) {
    return new BadInput(
        ProblemType.BODY_TOO_LARGE, "the body may have at most %,d bytes".formatted(limit));
  }
}
