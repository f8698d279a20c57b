package progression.api.entry;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a call that enters something into a learner's own record can be answered. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
    responseCode = "201",
    description = "recorded",
    content = @Content(schema = @Schema(implementation = Entering.Answer.class)))
@ApiResponse(responseCode = "200", description = "the same was recorded before")
@ApiResponse(responseCode = "403", description = "may-not-act")
@ApiResponse(responseCode = "404", description = "unknown-learner")
@ApiResponse(responseCode = "409", description = "entry-conflict")
public @interface EntryAnswers {}
