package progression.relay;

import org.jspecify.annotations.Nullable;

/**
 * What a relay is doing.
 *
 * @param position of the last event it sent; −1 before the first or while another one leads
 * @param error what keeps it from sending, in a sentence; none while it leads or stands by
 */
public record RelayStatus(String district, Role role, long position, @Nullable String error) {

  /** Whether it is this relay that sends. */
  public enum Role {
    /** Another process sends, and this one would take over. */
    STANDBY,
    /** This one sends. */
    LEADING,
    /** Nothing is sent from here; it tries again by itself. */
    FAILED,
    /** It was told to stop, or not yet to start. */
    STOPPED
  }

  /** Whether events flow, from here or from elsewhere. */
  public boolean isHealthy() {
    return role != Role.FAILED;
  }
}
