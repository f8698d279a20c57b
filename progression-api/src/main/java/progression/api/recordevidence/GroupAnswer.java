package progression.api.recordevidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import progression.api.verdict.VerdictAnswer;

/**
 * What the sender of a group's work is told: each member is credited, or refused, on her own.
 *
 * @param evidence the id of the work; each member's evidence has it as its beginning
 * @param members each with what became of her evidence
 */
record GroupAnswer(String evidence, List<Member> members) {

  /**
   * @param status {@code recorded}, {@code duplicate} or {@code rejected}
   * @param answer what her evidence led to; none where it was rejected
   * @param problem why it was rejected: a problem detail; none where it was not
   */
  @Schema(name = "GroupMember")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Member(
      String learner,
      String status,
      @Nullable VerdictAnswer answer,
      @Schema(ref = "Problem") @Nullable Object problem) {}
}
