package progression.ledger;

import progression.kernel.Tag;

/**
 * How a tag is written in the ledger: {@code key=value}. A {@code %} or {@code =} in the key is
 * percent-encoded, so the first {@code =} always ends the key and no two tags share a text.
 */
public final class TagText {

  private TagText() {}

  /** The text of a tag of the domain. */
  public static String of(Tag tag) {
    return of(tag.key(), tag.value());
  }

  static String of(String key, String value) {
    return key.replace("%", "%25").replace("=", "%3D") + "=" + value;
  }
}
