package progression.relay.planted;

import org.springframework.http.HttpStatus;

/** A relay that knows a protocol of others. */
public final class AnswersHttp {
  public HttpStatus status() {
    return HttpStatus.OK;
  }
}
