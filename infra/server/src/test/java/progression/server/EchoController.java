package progression.server;

import io.swagger.v3.oas.annotations.Hidden;
import java.security.Principal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who called and for which learner, on a path that no slice serves yet. */
@RestController
class EchoController {

  @Hidden
  @PostMapping("/v1/learners/{id}/portfolio")
  String echo(@PathVariable String id, Principal caller) {
    return caller.getName() + " for " + id;
  }

  /** A controller whose path nobody entered in the table of rules. */
  @PostMapping("/v1/forgotten")
  String forgotten() {
    return "reached";
  }
}
