package progression.projections.runtime;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import progression.ledger.LedgerReader;
import progression.projections.http.ProblemException;

/** The districts whose ledgers this process can read. */
public final class Districts {

  private final Map<String, LedgerReader> ledgers;

  public Districts(Map<String, LedgerReader> ledgers) {
    this.ledgers = new TreeMap<>(ledgers);
  }

  /** Their names, in order. */
  public Collection<String> names() {
    return List.copyOf(ledgers.keySet());
  }

  /**
   * The district that a caller belongs to.
   *
   * @throws ProblemException if the token names none, or one that is not here
   */
  public String of(Jwt token) {
    String district = token.getClaimAsString("district");
    if (district == null || !ledgers.containsKey(district)) {
      throw ProblemException.unknownDistrict();
    }
    return district;
  }

  /** The ledger of a district, where there is such a district. */
  public Optional<LedgerReader> find(@Nullable String district) {
    return district == null ? Optional.empty() : Optional.ofNullable(ledgers.get(district));
  }

  /**
   * The ledger of a district.
   *
   * @throws IllegalArgumentException if there is no such district
   */
  public LedgerReader ledger(@Nullable String district) {
    return find(district)
        .orElseThrow(() -> new IllegalArgumentException("no such district here: " + district));
  }
}
