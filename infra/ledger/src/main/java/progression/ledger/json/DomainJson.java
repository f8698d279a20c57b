package progression.ledger.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import progression.event.Cause;
import progression.interchange.ObjectiveMapping;
import progression.kernel.CompetencyId;
import progression.kernel.EntryId;
import progression.kernel.EvidenceId;
import progression.kernel.FrameworkId;
import progression.kernel.GroupId;
import progression.kernel.Id;
import progression.kernel.LearnerId;
import progression.kernel.MappingId;
import progression.kernel.PathwayId;
import progression.kernel.PolicyId;
import progression.kernel.RulingId;
import progression.mastery.Advisory;
import progression.mastery.Method;
import progression.mastery.Score;
import progression.pathway.Requirement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the values of the domain look as JSON. The domain itself knows nothing of it. */
public final class DomainJson {

  private static final JsonMapper MAPPER = build();

  private DomainJson() {}

  /**
   * The shared mapper. It refuses unknown and missing fields, reads numbers exactly, writes times
   * in ISO 8601 and leaves out what is absent.
   */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  private static JsonMapper build() {
    SimpleModule domain =
        new SimpleModule("domain")
            .setValueInstantiators(new ConstructorCall.OfRecords())
            .addSerializer(Id.class, new IdWriter())
            .addDeserializer(Instant.class, new InstantReader())
            .addDeserializer(Score.class, new ScoreReader());
    read(domain, GroupId.class, GroupId::new);
    read(domain, LearnerId.class, LearnerId::new);
    read(domain, CompetencyId.class, CompetencyId::new);
    read(domain, EntryId.class, EntryId::new);
    read(domain, EvidenceId.class, EvidenceId::new);
    read(domain, FrameworkId.class, FrameworkId::new);
    read(domain, PolicyId.class, PolicyId::new);
    read(domain, PathwayId.class, PathwayId::new);
    read(domain, RulingId.class, RulingId::new);
    read(domain, MappingId.class, MappingId::new);
    return JsonMapper.builder()
        .annotationIntrospector(new DomainAnnotations())
        .addModule(domain)
        .addMixIn(Method.class, MethodShape.class)
        .addMixIn(Advisory.class, AdvisoryShape.class)
        .addMixIn(Score.class, ScoreShape.class)
        .addMixIn(Cause.class, CauseShape.class)
        .addMixIn(Requirement.class, RequirementShape.class)
        .addMixIn(Requirement.Mastered.class, MasteredShape.class)
        .addMixIn(ObjectiveMapping.Marks.class, MarksShape.class)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }

  private static <T extends Id> void read(
      SimpleModule module, Class<T> type, Function<String, T> create) {
    module.addDeserializer(type, new IdReader<>(type, create));
  }

  private static final class IdWriter extends StdSerializer<Id> {
    IdWriter() {
      super(Id.class);
    }

    @Override
    public void serialize(Id id, JsonGenerator json, SerializationContext context) {
      json.writeString(id.value());
    }
  }

  private static final class IdReader<T extends Id> extends StdDeserializer<T> {
    private final Function<String, T> create;

    IdReader(Class<T> type, Function<String, T> create) {
      super(type);
      this.create = create;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      String value = json.getValueAsString();
      if (value == null || !json.currentToken().isScalarValue()) {
        return context.reportInputMismatch(this, "must be a string");
      }
      try {
        return create.apply(value);
      } catch (IllegalArgumentException malformed) {
        return context.reportInputMismatch(this, "%s", malformed.getMessage());
      }
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Method.Consecutive.class, name = "consecutive"),
    @JsonSubTypes.Type(value = Method.NOfLastM.class, name = "n-of-last-m"),
    @JsonSubTypes.Type(value = Method.NMastery.class, name = "n-mastery"),
    @JsonSubTypes.Type(value = Method.Latest.class, name = "latest"),
    @JsonSubTypes.Type(value = Method.Highest.class, name = "highest"),
    @JsonSubTypes.Type(value = Method.Average.class, name = "average"),
    @JsonSubTypes.Type(value = Method.MeanOfLast.class, name = "mean-of-last"),
    @JsonSubTypes.Type(value = Method.WeightedAverage.class, name = "weighted-average"),
    @JsonSubTypes.Type(value = Method.DecayingAverage.class, name = "decaying-average"),
    @JsonSubTypes.Type(value = Method.PowerLaw.class, name = "power-law"),
    @JsonSubTypes.Type(value = Method.EvidenceRequirements.class, name = "evidence-requirements")
  })
  private interface MethodShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Advisory.Bkt.class, name = "bkt"),
    @JsonSubTypes.Type(value = Advisory.Elo.class, name = "elo")
  })
  private interface AdvisoryShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(Score.Scaled.class),
    @JsonSubTypes.Type(Score.Raw.class),
    @JsonSubTypes.Type(Score.Level.class)
  })
  private interface ScoreShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Cause.ByEvidence.class, name = "evidence"),
    @JsonSubTypes.Type(value = Cause.ByCorrection.class, name = "correction"),
    @JsonSubTypes.Type(value = Cause.ByRuling.class, name = "ruling"),
    @JsonSubTypes.Type(value = Cause.ByTime.class, name = "time"),
    @JsonSubTypes.Type(value = Cause.ByPathway.class, name = "pathway"),
    @JsonSubTypes.Type(value = Cause.ByPolicy.class, name = "policy"),
    @JsonSubTypes.Type(value = Cause.ByMigration.class, name = "migration"),
    @JsonSubTypes.Type(value = Cause.ByGoal.class, name = "goal"),
    @JsonSubTypes.Type(value = Cause.ByEnrollment.class, name = "enrollment")
  })
  private interface CauseShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(Requirement.Mastered.class),
    @JsonSubTypes.Type(Requirement.AllOf.class),
    @JsonSubTypes.Type(Requirement.AnyOf.class),
    @JsonSubTypes.Type(Requirement.AtLeast.class)
  })
  private interface RequirementShape {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({
    @JsonSubTypes.Type(ObjectiveMapping.Marks.Points.class),
    @JsonSubTypes.Type(ObjectiveMapping.Marks.Levels.class)
  })
  private interface MarksShape {}

  private record MasteredShape(
      @JsonProperty("mastered") CompetencyId competency, @Nullable BigDecimal level) {}
}
