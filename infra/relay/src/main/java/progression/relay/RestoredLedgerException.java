package progression.relay;

/**
 * The ledger is not the one whose events were sent: it was restored from an older backup, or
 * altered. Nothing more is sent until a new incarnation is declared for the district.
 */
public final class RestoredLedgerException extends RuntimeException {

  RestoredLedgerException(String district, RelayState state) {
    super(
        """
        The ledger of district %s does not hold the event that was last sent (position %d, hash %s, \
        incarnation %s). If it was restored from a backup, declare a new incarnation: \
        progression.incarnations.%s=<another name>.\
        """
            .formatted(district, state.position(), state.hash(), state.incarnation(), district));
  }
}
