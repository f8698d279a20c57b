package progression.ledger;

/** Makes the payload of a message of what is stored. */
public interface PayloadReader {

  /**
   * @param type wire name
   * @param version wire version
   */
  Object read(String type, int version, String json);
}
