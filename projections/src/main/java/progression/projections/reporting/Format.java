package progression.projections.reporting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an export is written. */
enum Format {
  CSV(Format.TEXT_CSV + "; charset=UTF-8; header=present") {
    @Override
    RowWriter writer(List<Column> columns, OutputStream out) throws IOException {
      return new CsvWriter(columns, out);
    }
  },
  NDJSON(Format.X_NDJSON) {
    @Override
    RowWriter writer(List<Column> columns, OutputStream out) {
      return new NdjsonWriter(columns, out);
    }
  },
  PARQUET(Format.APACHE_PARQUET) {
    @Override
    RowWriter writer(List<Column> columns, OutputStream out) throws IOException {
      return new ParquetRowWriter(columns, out);
    }
  };

  static final String TEXT_CSV = "text/csv";
  static final String X_NDJSON = "application/x-ndjson";
  static final String APACHE_PARQUET = "application/vnd.apache.parquet";

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** Of a file's name, and the name by which it is asked for. */
  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Starts a file. The stream stays open when it is ended. */
  abstract RowWriter writer(List<Column> columns, OutputStream out) throws IOException;

  /** Writes rows one after another. */
  interface RowWriter {
    /** One row: a value for each column, of the column's type; null for none. */
    void write(List<@Nullable Object> values) throws IOException;

    /** What makes it a whole file. */
    void end() throws IOException;
  }
}
