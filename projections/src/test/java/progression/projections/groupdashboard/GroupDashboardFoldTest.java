package progression.projections.groupdashboard;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import progression.projections.EventExamples;

class GroupDashboardFoldTest {

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(
        new GroupDashboardProjection(), GroupDashboardFold::fold);
  }
}
