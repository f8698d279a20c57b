package progression.projections.districtdashboard;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import progression.projections.EventExamples;

class DistrictDashboardFoldTest {

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(
        new DistrictDashboardProjection(), DistrictDashboardFold::fold);
  }
}
