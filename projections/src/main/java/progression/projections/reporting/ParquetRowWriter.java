package progression.projections.reporting;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Apache Parquet. Times are UTC in microseconds, numbers doubles. What repeats is written once for
 * each row group; beyond that nothing is compressed, as the writer's codecs want most of Hadoop.
 */
final class ParquetRowWriter implements Format.RowWriter {

  /** What is in memory before it is written: far less than files on disk would have. */
  private static final long ROW_GROUP = 8L << 20;

  private final List<Column> columns;
  private final MessageType schema;
  private final ParquetWriter<Group> writer;

  ParquetRowWriter(List<Column> columns, OutputStream out) throws IOException {
    this.columns = columns;
    Types.MessageTypeBuilder message = Types.buildMessage();
    columns.forEach(column -> addTo(message, column));
    schema = message.named("report");
    writer =
        ExampleParquetWriter.builder(new Stream(out))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP)
            .build();
  }

  private static void addTo(Types.MessageTypeBuilder message, Column column) {
    switch (column.type()) {
      case TEXT -> message.optional(BINARY).as(stringType()).named(column.name());
      case JSON -> message.optional(BINARY).as(jsonType()).named(column.name());
      case NUMBER -> message.optional(DOUBLE).named(column.name());
      case INTEGER -> message.optional(INT64).named(column.name());
      case BOOLEAN -> message.optional(BOOLEAN).named(column.name());
      case DATE -> message.optional(INT32).as(dateType()).named(column.name());
      case TIME ->
          message.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(column.name());
    }
  }

  @Override
  public void write(List<@Nullable Object> values) throws IOException {
    Group row = new SimpleGroup(schema);
    for (int i = 0; i < values.size(); i++) {
      String name = columns.get(i).name();
      switch (values.get(i)) {
        case null -> {
          // stays without a value
        }
        case String text -> row.add(name, text);
        case BigDecimal number -> row.add(name, number.doubleValue());
        case Long number -> row.add(name, number.longValue());
        case Boolean flag -> row.add(name, flag.booleanValue());
        case LocalDate day -> row.add(name, Math.toIntExact(day.toEpochDay()));
        case Instant time -> row.add(name, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        default -> throw new IllegalArgumentException("no column holds " + values.get(i));
      }
    }
    writer.write(row);
  }

  @Override
  public void end() throws IOException {
    writer.close();
  }

  /** Writes to a stream that is not ours to close. */
  private record Stream(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        private long position;

        @Override
        public long getPos() {
          return position;
        }

        @Override
        public void write(int value) throws IOException {
          out.write(value);
          position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          position += length;
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.flush();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
