package progression.projections.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import progression.projections.http.Cursor;
import progression.projections.http.Parameters;
import progression.projections.http.ProblemException;
import progression.projections.reads.DistrictReads;
import progression.projections.reporting.Reports.Offered;
import progression.projections.runtime.Districts;
import progression.projections.runtime.Freshness;
import progression.projections.runtime.PastTables;
import tools.jackson.databind.json.JsonMapper;

/** Reports: which there are, a page of one, and all of one. */
@RestController
class ReportController {

  private static final int MOST_LISTED = 1_000;

  /**
   * Exports of live tables at a time, whatever the district. Each keeps a connection for as long as
   * its client takes to read, and feeds and other reads need the rest of the pool.
   */
  private static final int MOST_EXPORTED = 4;

  private static final Set<String> OF_A_PAGE = Set.of("cursor", "limit", "minPosition");
  private static final Set<String> OF_AN_EXPORT = Set.of("format", "asOf", "minPosition");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Reports reports;
  private final ReportJdbc jdbc;
  private final Districts districts;
  private final Freshness freshness;
  private final PastTables past;
  private final Semaphore exports = new Semaphore(MOST_EXPORTED);

  ReportController(
      Reports reports, ReportJdbc jdbc, Districts districts, Freshness freshness, PastTables past) {
    this.reports = reports;
    this.jdbc = jdbc;
    this.districts = districts;
    this.freshness = freshness;
    this.past = past;
  }

  /**
   * A report.
   *
   * @param report its name
   * @param meaning what it tells; none where that is not said
   * @param view where SQL finds it
   * @param key the columns that tell a row
   * @param columns in their order
   */
  @Schema(name = "Report")
  record Described(
      String report,
      @Nullable String meaning,
      String view,
      List<String> key,
      List<Column> columns) {}

  /**
   * @param reports all that there are
   */
  @Schema(name = "Reports")
  record Answer(List<Described> reports) {}

  @GetMapping("/v1/reports")
  @Operation(operationId = "Reports", summary = "Which reports there are, and their columns")
  @ApiResponse(responseCode = "200", description = "all of them", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "503", description = "unavailable")
  Answer all() {
    return new Answer(reports.all().stream().map(this::described).toList());
  }

  private Described described(Offered offered) {
    String schema = offered.projection().name();
    ReportJdbc.View view = jdbc.view(schema, offered.report());
    return new Described(
        offered.name(),
        view.meaning(),
        schema + "." + offered.report().view(),
        offered.report().key(),
        view.columns());
  }

  /**
   * A page of a report, in the order of its key.
   *
   * @param position up to which the report is complete
   * @param items rows, each with the columns that are not null in it
   */
  @Schema(name = "ReportPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(long position, List<Map<String, @Nullable Object>> items, @Nullable String next) {}

  /** Any text column as a parameter keeps the rows in which it holds just that. */
  @GetMapping("/v1/reports/{report}")
  @Operation(
      operationId = "ReportPage",
      summary = "A page of a report; each text column is a parameter to filter by")
  @ApiResponse(responseCode = "200", description = "a page", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "400", description = "invalid-parameter")
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  Page page(
      @PathVariable String report,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Schema(maximum = "" + MOST_LISTED) @Nullable String limit,
      @RequestParam(required = false) @Nullable String minPosition,
      @RequestParam(required = false) Map<String, String> parameters,
      @AuthenticationPrincipal Jwt token) {
    Offered offered = find(report);
    int most = DistrictReads.size(limit, MOST_LISTED);
    String district = districts.of(token);
    String schema = offered.projection().name();
    List<Column> columns = jdbc.view(schema, offered.report()).columns();
    Map<String, String> equal = equal(parameters, OF_A_PAGE, columns);
    Cursor from = Cursor.read(cursor, list(offered), offered.report().key().size());
    List<Object> after = from == null ? List.of() : after(from, offered, columns);
    long position = freshness.reached(schema, district, minPosition);
    List<List<@Nullable Object>> rows =
        jdbc.page(schema, offered.report(), columns, district, equal, after, most);
    List<Map<String, @Nullable Object>> items =
        rows.stream().map(row -> object(columns, row)).toList();
    return new Page(position, items, items.size() < most ? null : cursor(items.getLast(), offered));
  }

  /**
   * A file of all rows, or of those that any text column as a parameter keeps. The request's own
   * thread writes it: a container waits for an answer that another thread writes only for so long.
   */
  @GetMapping(
      path = "/v1/reports/{report}/export",
      produces = {Format.TEXT_CSV, Format.X_NDJSON, Format.APACHE_PARQUET})
  @Operation(
      operationId = "ReportExport",
      summary =
          "All of a report as csv, ndjson or parquet, as it is or as of a position or time; each"
              + " text column is a parameter to filter by")
  @ApiResponse(
      responseCode = "200",
      description = "the file; Progression-Position says up to where it is complete",
      content = {
        @Content(mediaType = Format.TEXT_CSV, schema = @Schema(type = "string")),
        @Content(mediaType = Format.X_NDJSON, schema = @Schema(type = "string")),
        @Content(
            mediaType = Format.APACHE_PARQUET,
            schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "400", description = "invalid-parameter")
  @ApiResponse(responseCode = "404", description = "not-found")
  @ApiResponse(responseCode = "503", description = "not-yet unavailable")
  void export(
      @PathVariable String report,
      @RequestParam(defaultValue = "csv") String format,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String minPosition,
      @RequestParam(required = false) Map<String, String> parameters,
      @AuthenticationPrincipal Jwt token,
      HttpServletResponse response)
      throws IOException {
    Offered offered = find(report);
    Format as = format(format);
    String district = districts.of(token);
    String live = offered.projection().name();
    List<Column> columns = jdbc.view(live, offered.report()).columns();
    Map<String, String> equal = equal(parameters, OF_AN_EXPORT, columns);
    Export export = new Export(offered, columns, district, equal, as, response);
    if (asOf == null) {
      exportLive(live, freshness.reached(live, district, minPosition), export);
    } else {
      long until = Parameters.until(districts.ledger(district), asOf);
      freshness.await(live, district, minPosition);
      checkCovered(minPosition, until);
      past.at(
          offered.projection(),
          district,
          until,
          (schema, position) -> {
            if (position < until) {
              Freshness.checkComplete(position, minPosition);
            }
            export(schema, position, export);
          });
    }
  }

  private static void checkCovered(@Nullable String minPosition, long until) {
    long least = minPosition == null ? -1 : Parameters.position("minPosition", minPosition);
    if (least > until) {
      throw ProblemException.invalidParameter(
          "minPosition", "minPosition %d lies beyond asOf, position %d".formatted(least, until));
    }
  }

  private record Export(
      Offered offered,
      List<Column> columns,
      String district,
      Map<String, String> equal,
      Format format,
      HttpServletResponse response) {}

  private void exportLive(String schema, long position, Export what) throws IOException {
    if (!exports.tryAcquire()) {
      throw ProblemException.notYet("as many exports run as are served at a time; ask again");
    }
    try {
      export(schema, position, what);
    } finally {
      exports.release();
    }
  }

  /** A file that breaks off is not ended, so that nobody takes it for a whole one. */
  private void export(String schema, long position, Export what) throws IOException {
    HttpServletResponse response = what.response();
    response.setContentType(what.format().mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"%s-%d.%s\""
            .formatted(what.offered().name(), position, what.format().extension()));
    response.setHeader("Progression-Position", Long.toString(position));
    Format.RowWriter writer = what.format().writer(what.columns(), response.getOutputStream());
    jdbc.stream(
        schema,
        what.offered().report(),
        what.columns(),
        what.district(),
        what.equal(),
        writer::write);
    writer.end();
  }

  private Offered find(String report) {
    return reports
        .find(report)
        .orElseThrow(
            () -> ProblemException.notFound("there is no such report; GET /v1/reports lists them"));
  }

  private static Format format(String name) {
    return Arrays.stream(Format.values())
        .filter(format -> format.extension().equals(name))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.invalidParameter("format", "format is csv, ndjson or parquet"));
  }

  /**
   * What text columns must hold.
   *
   * @param others parameters that are none of them
   */
  private static Map<String, String> equal(
      Map<String, String> parameters, Set<String> others, List<Column> columns) {
    Map<String, String> equal = new LinkedHashMap<>();
    parameters.forEach((name, value) -> {
      if (others.contains(name)) {
        return;
      }
      if (columns.stream()
          .noneMatch(one -> one.name().equals(name) && one.type() == Column.Type.TEXT)) {
        throw ProblemException.invalidParameter(
            name, "%s is no text column of this report".formatted(name));
      }
      equal.put(name, Objects.requireNonNull(DistrictReads.text(name, value)));
    });
    return equal;
  }

  private static Map<String, @Nullable Object> object(
      List<Column> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value != null) {
        boolean isJson = columns.get(i).type() == Column.Type.JSON;
        object.put(columns.get(i).name(), isJson ? JSON.readTree(value.toString()) : value);
      }
    }
    return object;
  }

  private static List<Object> after(Cursor from, Offered offered, List<Column> columns) {
    List<Object> after = new ArrayList<>();
    for (String column : offered.report().key()) {
      String value = from.values().get(after.size());
      boolean isNumber =
          columns.stream()
              .anyMatch(one -> one.name().equals(column) && one.type() == Column.Type.NUMBER);
      if (isNumber && !NUMBER.matcher(value).matches()) {
        throw Cursor.foreign();
      }
      after.add(isNumber ? new BigDecimal(value) : value);
    }
    return after;
  }

  private static String list(Offered offered) {
    return "reports/" + offered.name();
  }

  private static String cursor(Map<String, @Nullable Object> last, Offered offered) {
    return new Cursor(
            list(offered),
            offered.report().key().stream()
                .map(column ->
                    last.get(column) instanceof BigDecimal number
                        ? number.toPlainString()
                        : String.valueOf(last.get(column)))
                .toList())
        .text();
  }
}
