package progression.ledger;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a ledger's chain of hashes from the first event, as {@link LedgerHash} describes it.
 *
 * <p>It works on the bare tables and deliberately shares no code with what wrote them, so that a
 * mistake there cannot hide itself. It cannot see that events were cut off at the end: for that,
 * compare the head it answers with one that was noted elsewhere.
 */
public final class ChainVerifier {

  /** What the walk along the chain found. */
  public sealed interface Verdict {

    /** Every event is as it was written, up to this head. */
    record Intact(Head head) implements Verdict {}

    /**
     * Something was altered.
     *
     * @param position of the first event that does not fit what stands before it
     */
    record Broken(long position, String reason) implements Verdict {}
  }

  private final String district;
  private final ChainJdbc jdbc;
  private final MessageDigest sha256;

  public ChainVerifier(Ledger ledger) {
    this.district = ledger.district();
    this.jdbc = new ChainJdbc(ledger.schema());
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Walks the whole ledger, in memory that does not grow with it. */
  public Verdict verify(Connection connection) throws SQLException {
    return verify(connection, new Head(-1, HexFormat.of().formatHex(beginning())));
  }

  /**
   * Walks on from a head that was found intact before. The event there must still be the same, so
   * it also sees that the ledger lost its end since then.
   */
  public Verdict verify(Connection connection, Head from) throws SQLException {
    return verify(connection, from, true);
  }

  /**
   * Walks the last events only, taking the one before them for granted and leaving out the lookup
   * of tags. It is quick however large the ledger is, and finds what a crash or a bad restore does
   * to the end.
   */
  public Verdict verifyLast(Connection connection, int events) throws SQLException {
    Head before = jdbc.before(connection, events);
    return before == null ? verify(connection) : verify(connection, before, false);
  }

  private Verdict verify(Connection connection, Head from, boolean tags) throws SQLException {
    connection.setAutoCommit(false); // Otherwise all rows would be fetched at once.
    try {
      Chain chain = new Chain(from);
      jdbc.walk(connection, from.position(), chain::fits);
      if (chain.expectsKnown) {
        return new Verdict.Broken(from.position(), "it is missing");
      }
      long unindexed = tags ? jdbc.firstUnindexed(connection, from.position()) : -1;
      if (unindexed >= 0 && (chain.fault == null || unindexed < chain.position)) {
        return new Verdict.Broken(unindexed, "its tags and the tag lookup differ");
      }
      return chain.fault == null
          ? new Verdict.Intact(new Head(chain.position, HexFormat.of().formatHex(chain.hash)))
          : new Verdict.Broken(chain.position, chain.fault);
    } finally {
      connection.rollback();
    }
  }

  /** How far the walk has come. */
  private final class Chain {
    private long position;
    private byte[] hash;
    private Instant committedAt = Instant.MIN;
    private boolean expectsKnown;
    private @Nullable String fault;

    private Chain(Head from) {
      position = from.position();
      hash = HexFormat.of().parseHex(from.hash());
      expectsKnown = position >= 0;
    }

    private boolean fits(ResultSet row) throws SQLException {
      if (expectsKnown) {
        return isKnown(row);
      }
      Instant before = committedAt;
      position++;
      committedAt = row.getObject("committed_at", OffsetDateTime.class).toInstant();
      if (row.getLong("position") != position) {
        fault = "it is missing";
      } else if (committedAt.isBefore(before)) {
        fault = "it was committed before the event before it";
      } else {
        hash = sha256.digest(event(row, position, committedAt, hash));
        fault = Arrays.equals(hash, row.getBytes("hash")) ? null : "its hash does not fit";
      }
      return fault == null;
    }

    private boolean isKnown(ResultSet row) throws SQLException {
      expectsKnown = false;
      committedAt = row.getObject("committed_at", OffsetDateTime.class).toInstant();
      if (row.getLong("position") != position) {
        fault = "it is missing";
      } else if (!Arrays.equals(hash, row.getBytes("hash"))) {
        fault = "it is not the event that was there before";
      }
      return fault == null;
    }
  }

  private byte[] beginning() {
    return sha256.digest(("progression ledger 1 " + district).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] event(ResultSet row, long position, Instant committedAt, byte[] previous)
      throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    Instant time = row.getObject("time", OffsetDateTime.class).toInstant();
    Array tagArray = row.getArray("tags");
    String[] tags = (String[]) tagArray.getArray();
    byte[][] tagBytes = Arrays.stream(tags).map(ChainVerifier::utf8).toArray(byte[][]::new);
    byte[] content =
        sequence(
            sixteen(id),
            utf8(row.getString("type")),
            four(row.getInt("version")),
            eight(micros(time)),
            sequence(tagBytes),
            utf8(row.getString("metadata")),
            utf8(row.getString("payload")));
    return sequence(new byte[] {1}, eight(position), eight(micros(committedAt)), content, previous);
  }

  private static byte[] sequence(byte[]... fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] field : fields) {
        out.writeInt(field.length);
        out.write(field);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] four(int number) {
    return HexFormat.of().parseHex("%08x".formatted(number));
  }

  private static byte[] eight(long number) {
    return HexFormat.of().parseHex("%016x".formatted(number));
  }

  private static byte[] sixteen(UUID id) {
    return HexFormat.of().parseHex(id.toString().replace("-", ""));
  }

  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }
}
