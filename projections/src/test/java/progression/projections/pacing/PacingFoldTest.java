package progression.projections.pacing;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import progression.projections.EventExamples;

class PacingFoldTest {

  @Test
  void is_given_the_events_that_make_rows() throws IOException {
    EventExamples.assertReadsWhatMakesRows(new PacingProjection(), PacingFold::fold);
  }
}
