package progression.ledger;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The ledgers of all districts that this node serves. */
public final class Ledgers implements AutoCloseable {

  private final Map<String, Ledger> byDistrict;
  private final List<LedgerListener> listeners;

  private Ledgers(Map<String, Ledger> byDistrict, List<LedgerListener> listeners) {
    this.byDistrict = byDistrict;
    this.listeners = listeners;
  }

  /**
   * Provisions and opens the ledgers. Those of one data source share a listening connection.
   *
   * @param districts names and where each one's ledger is kept; the data sources stay the caller's
   */
  public static Ledgers open(Map<String, ? extends DataSource> districts) {
    return open(districts, Ledger::new);
  }

  /** Makes a district's ledger. */
  interface LedgerFactory {
    Ledger create(String district, DataSource dataSource);
  }

  /** The same with ledgers made otherwise. */
  static Ledgers open(Map<String, ? extends DataSource> districts, LedgerFactory ledgers) {
    Map<String, Ledger> byDistrict = new TreeMap<>();
    districts.forEach((district, dataSource) -> {
      Ledger ledger = ledgers.create(district, dataSource);
      ledger.provision();
      byDistrict.put(district, ledger);
    });
    List<LedgerListener> listeners =
        byDistrict.values().stream()
            .collect(groupingBy(ledger -> districts.get(ledger.district())))
            .entrySet()
            .stream()
            .map(entry ->
                new LedgerListener(
                    entry.getKey(),
                    entry.getValue().stream()
                        .collect(toUnmodifiableMap(Ledger::schema, identity()))))
            .toList();
    return new Ledgers(byDistrict, listeners);
  }

  /**
   * The ledger of a district.
   *
   * @throws IllegalArgumentException if this node serves no such district
   */
  public Ledger of(String district) {
    Ledger ledger = byDistrict.get(district);
    if (ledger == null) {
      throw new IllegalArgumentException("no such district here: " + district);
    }
    return ledger;
  }

  /** All ledgers, by the name of their district. */
  public Collection<Ledger> all() {
    return byDistrict.values();
  }

  /** Writes what waits, takes no more, and stops listening. */
  @Override
  public void close() {
    byDistrict.values().forEach(Ledger::close);
    listeners.forEach(LedgerListener::close);
  }
}
