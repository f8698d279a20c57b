package progression.ledger;

/**
 * The end of a ledger.
 *
 * @param position of the last event; −1 when there is none
 * @param hash of the last event in lower-case hexadecimal; of the ledger's beginning when there is
 *     no event. It covers every event up to here.
 */
public record Head(long position, String hash) {}
