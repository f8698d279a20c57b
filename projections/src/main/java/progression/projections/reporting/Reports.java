package progression.projections.reporting;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import progression.projections.runtime.Projection;
import progression.projections.runtime.Report;

/** All reports of all projections. */
@Component
final class Reports {

  private final List<Offered> all;

  Reports(List<Projection> projections) {
    all =
        projections.stream()
            .flatMap(projection ->
                projection.reports().stream().map(report -> new Offered(projection, report)))
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .toList();
  }

  /** A report and the projection that has its rows. */
  record Offered(Projection projection, Report report) {
    String name() {
      return report.name();
    }
  }

  List<Offered> all() {
    return all;
  }

  Optional<Offered> find(String name) {
    return all.stream().filter(report -> report.name().equals(name)).findFirst();
  }
}
