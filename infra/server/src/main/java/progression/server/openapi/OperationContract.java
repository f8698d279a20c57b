package progression.server.openapi;

import static java.util.stream.Collectors.joining;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import progression.api.caller.Caller;
import progression.api.problem.Problem;
import progression.api.problem.ProblemType;

/** What every call has in common: a name means the same everywhere, and so does a problem. */
final class OperationContract implements OperationCustomizer {

  private static final String NDJSON = org.springframework.http.MediaType.APPLICATION_NDJSON_VALUE;
  private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
  private static final String PROBLEM =
      org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("id", "whose or which one, percent-encoded"),
          Map.entry("competency", "a CASE identifier or a human coding scheme, percent-encoded"),
          Map.entry("goal", "which of her goals, percent-encoded"),
          Map.entry("projection", "by its name, such as learnerprogress"),
          Map.entry("position", "of the event in the ledger"),
          Map.entry("reason", "why it is done without, for whoever looks at it later"),
          Map.entry("checkIn", "which of her check-ins, percent-encoded"),
          Map.entry("framework", "where to look, as a code may stand in several frameworks"),
          Map.entry("version", "none asks for the one in force"),
          Map.entry("minPosition", "wait until the answer reflects this position of the ledger"),
          Map.entry("after", "only what stands behind this position of the ledger"),
          Map.entry("at", "the time against which days are counted, with an offset; or else now"),
          Map.entry("client", "only what this client sent"),
          Map.entry("onBehalfOf", "only what was done for this person, such as teacher:T-7"),
          Map.entry("learner", "only what is about this learner"),
          Map.entry("type", "only events of this name"),
          Map.entry("correlation", "only what came of the request with this Correlation-Id"),
          Map.entry("from", "only what was recorded at or after this time, with an offset"),
          Map.entry("to", "only what was recorded at or before this time, with an offset"),
          Map.entry("report", "by its name, such as mastery"),
          Map.entry("parameters", "any text column: only rows in which it holds just this"),
          Map.entry("list", "the only list that is asked for, by its name in the answer"),
          Map.entry("format", "csv, ndjson or parquet"),
          Map.entry("rule", "only what is told by this rule"),
          Map.entry("asOf", "a position of the ledger, or a time with an offset"),
          Map.entry("cursor", "where the page before ended: its `next`"),
          Map.entry("limit", "the most items of a page"));

  /** Read as texts, so that what is no number is refused in words of its own. */
  private static final Map<String, Integer> WHOLE_NUMBERS =
      Map.of("minPosition", -1, "after", -1, "position", 0, "limit", 1);

  private static final List<ProblemType> EVERYWHERE =
      List.of(
          ProblemType.UNAUTHORIZED,
          ProblemType.FORBIDDEN,
          ProblemType.INVALID_HEADER,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.INTERNAL_ERROR);

  /** Why a valid token may not be enough; see the access rules. */
  private static final List<String> FORBIDDEN =
      List.of("scope-missing", "district-missing", "district-unknown");

  private static final List<ProblemType> WITH_A_BODY =
      List.of(
          ProblemType.MALFORMED_JSON,
          ProblemType.MALFORMED_TEXT,
          ProblemType.INVALID_FIELD,
          ProblemType.MISSING_FIELD,
          ProblemType.UNKNOWN_FIELD,
          ProblemType.BODY_TOO_LARGE,
          ProblemType.BUSY);

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    String slice = handler.getBeanType().getPackageName();
    operation.setTags(List.of(slice.substring(slice.lastIndexOf('.') + 1)));
    boolean hasCaller =
        Arrays.asList(handler.getMethod().getParameterTypes()).contains(Caller.class);
    body(operation, handler);
    problems(operation, handler, hasCaller);
    tag(operation, handler);
    parameters(operation, hasCaller);
    return operation;
  }

  /** What a use case takes is described by the schema of its name. */
  private static void body(Operation operation, HandlerMethod handler) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
    if (mapping == null || mapping.consumes().length == 0) {
      return;
    }
    String type = mapping.consumes()[0];
    String useCase = operation.getOperationId().replaceFirst("Bulk$", "");
    operation.setRequestBody(
        new RequestBody()
            .required(true)
            .description(type.equals(NDJSON) ? "a line for each, gzip or not" : null)
            .content(
                new Content()
                    .addMediaType(type, new MediaType().schema(new Schema<>().$ref(useCase)))));
  }

  /** A read that answers with an entity sends a tag of it. */
  private static void tag(Operation operation, HandlerMethod handler) {
    ResolvableType answer = ResolvableType.forMethodReturnType(handler.getMethod());
    ApiResponse ok = operation.getResponses().get("200");
    if (handler.hasMethodAnnotation(GetMapping.class)
        && ok != null
        && answer.resolve() == ResponseEntity.class) {
      ok.addHeaderObject(
          "ETag",
          new Header().description("the same for as long as the answer is").schema(of("string")));
    }
  }

  private static void parameters(Operation operation, boolean hasCaller) {
    List<Parameter> given =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    for (Parameter parameter : given) {
      if (parameter.getDescription() == null) {
        parameter.setDescription(PARAMETERS.get(parameter.getName()));
      }
      Integer least = WHOLE_NUMBERS.get(parameter.getName());
      if (least != null) {
        parameter.setSchema(wholeNumber(least, parameter.getSchema()));
      }
    }
    operation.addParametersItem(
        header("Progression-On-Behalf-Of", "for whom: role:id, such as teacher:T-7"));
    if (hasCaller) {
      operation.addParametersItem(header("traceparent", "the trace that the call belongs to"));
      operation.addParametersItem(header("Correlation-Id", "what the call belongs to"));
    }
  }

  /** Without a default, the most is what is meant where nothing is said. */
  private static Schema<?> wholeNumber(int least, Schema<?> given) {
    Schema<Object> number = of("integer");
    number.setFormat("int64");
    number.setMinimum(BigDecimal.valueOf(least));
    number.setMaximum(given.getMaximum());
    Object otherwise = given.getDefault() == null ? given.getMaximum() : given.getDefault();
    if (otherwise != null) {
      number.setDefault(otherwise);
    }
    return number;
  }

  private static Parameter header(String name, String description) {
    return new HeaderParameter()
        .name(name)
        .description(description)
        .required(false)
        .schema(of("string"));
  }

  /** Adds what any such call may be refused for to what the controller says. */
  private static void problems(Operation operation, HandlerMethod handler, boolean hasCaller) {
    Map<String, Set<String>> types = new TreeMap<>();
    ApiResponses responses = operation.getResponses();
    responses.forEach((status, response) -> {
      if (isProblem(status)) {
        types.put(status, new TreeSet<>(List.of(response.getDescription().split(" ", -1))));
      }
    });
    Stream<ProblemType> more = EVERYWHERE.stream();
    if (hasCaller) {
      more = Stream.concat(more, Stream.of(ProblemType.UNAVAILABLE));
    }
    // A read refuses also what it does not know.
    if (operation.getParameters() != null || handler.hasMethodAnnotation(GetMapping.class)) {
      more = Stream.concat(more, Stream.of(ProblemType.INVALID_PARAMETER));
    }
    RequestBody body = operation.getRequestBody();
    if (body != null) {
      more = Stream.concat(more, Stream.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
      if (body.getContent().containsKey(JSON)) {
        more = Stream.concat(more, WITH_A_BODY.stream());
      }
    }
    more.forEach(type -> add(types, type.status(), type.slug()));
    FORBIDDEN.forEach(slug -> add(types, ProblemType.FORBIDDEN.status(), slug));
    types.forEach((status, slugs) -> responses.addApiResponse(status, problem(status, slugs)));
    ApiResponse created = responses.get("201");
    ApiResponse again = responses.get("200");
    if (created != null && again != null) {
      again.setContent(created.getContent()); // the same again is answered in the same shape
    }
  }

  private static boolean isProblem(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }

  private static void add(Map<String, Set<String>> types, int status, String slug) {
    types.computeIfAbsent(Integer.toString(status), none -> new TreeSet<>()).add(slug);
  }

  private static ApiResponse problem(String status, Set<String> slugs) {
    Schema<Object> type = of("string");
    slugs.forEach(slug -> type.addEnumItemObject(Problem.TYPES + slug));
    Schema<Object> oneOfThese = new Schema<>();
    oneOfThese.addAllOfItem(new Schema<>().$ref("Problem"));
    oneOfThese.addAllOfItem(of("object").addProperty("type", type));
    ApiResponse response =
        new ApiResponse()
            .description(slugs.stream().collect(joining(", ")))
            .content(new Content().addMediaType(PROBLEM, new MediaType().schema(oneOfThese)));
    if (Objects.equals(status, "503")) {
      response.addHeaderObject(
          "Retry-After",
          new Header().description("seconds to wait before asking again").schema(of("integer")));
    }
    return response;
  }

  private static Schema<Object> of(String type) {
    Schema<Object> schema = new Schema<>();
    schema.addType(type);
    return schema;
  }
}
