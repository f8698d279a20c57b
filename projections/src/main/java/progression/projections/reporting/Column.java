package progression.projections.reporting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param name as the rows have it
 * @param type {@code text}, {@code number}, {@code integer}, {@code boolean}, {@code date}, {@code
 *     time} or {@code json}
 * @param meaning what it holds, in a sentence; none where that is not said
 */
@Schema(name = "ReportColumn")
record Column(String name, @JsonIgnore Type type, @Nullable String meaning) {

  /** What a column holds. */
  enum Type {
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN,
    DATE,
    TIME,
    JSON;

    /** By PostgreSQL's name of the type. */
    static Type of(String sql) {
      return switch (sql) {
        case "text", "uuid" -> TEXT;
        case "numeric", "double precision" -> NUMBER;
        case "bigint", "integer" -> INTEGER;
        case "boolean" -> BOOLEAN;
        case "date" -> DATE;
        case "timestamp with time zone" -> TIME;
        case "json", "jsonb" -> JSON;
        default -> throw new IllegalArgumentException("no report has columns of type " + sql);
      };
    }
  }

  @JsonProperty("type")
  String typeName() {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
