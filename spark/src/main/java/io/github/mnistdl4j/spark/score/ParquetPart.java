package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.prediction.Prediction;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A part as Apache Parquet. */
final class ParquetPart implements PartWriter {
  /** Bytes that are buffered before they are written. */
  private static final int ROW_GROUP = 8 << 20;

  private final MessageType schema;
  private final String labelColumn;
  private final List<Column> columns;
  private final ParquetWriter<Group> out;

  ParquetPart(Storage storage, Path file, List<Column> columns) throws IOException {
    this.columns = columns;
    this.labelColumn = ScoredImage.labelColumn(columns);
    this.schema = schema(columns, labelColumn);
    this.out =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, storage.configuration()))
            .withConf(storage.configuration())
            .withType(schema)
            .withRowGroupSize((long) ROW_GROUP)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
  }

  private static MessageType schema(List<Column> columns, String labelColumn) {
    Types.GroupBuilder<MessageType> message = Types.buildMessage();
    for (Column column : columns) {
      message =
          column.type() == Column.Type.STRING
              ? text(message, column.name())
              : message.optional(primitive(column.type())).named(column.name());
    }
    message = message.optional(PrimitiveTypeName.INT32).named("digit");
    message = text(message, labelColumn);
    message = message.optional(PrimitiveTypeName.FLOAT).named("probability");
    message =
        message.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named("probabilities");
    return text(text(message, "rejected"), "error").named("predictions");
  }

  private static Types.GroupBuilder<MessageType> text(
      Types.GroupBuilder<MessageType> message, String name) {
    return message
        .optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static PrimitiveTypeName primitive(Column.Type type) {
    return switch (type) {
      case INT -> PrimitiveTypeName.INT32;
      case LONG -> PrimitiveTypeName.INT64;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case STRING -> PrimitiveTypeName.BINARY;
    };
  }

  @Override
  public void write(ScoredImage row) throws IOException {
    Group group = new SimpleGroup(schema);
    for (int i = 0; i < columns.size(); i++) {
      add(group, columns.get(i).name(), row.carried().get(i));
    }
    row.prediction().ifPresent(prediction -> add(group, prediction));
    row.rejected().ifPresent(reason -> group.add("rejected", reason));
    row.error().ifPresent(error -> group.add("error", error));
    out.write(group);
  }

  private void add(Group group, Prediction prediction) {
    group.add("digit", prediction.digit());
    group.add(labelColumn, prediction.label());
    group.add("probability", prediction.probability());
    Group list = group.addGroup("probabilities");
    for (float probability : prediction.probabilities()) {
      list.addGroup(0).add(0, probability);
    }
  }

  private static void add(Group group, String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      group.add(name, number);
    } else if (value instanceof Long number) {
      group.add(name, number);
    } else if (value instanceof Float number) {
      group.add(name, number);
    } else if (value instanceof Double number) {
      group.add(name, number);
    } else if (value instanceof Boolean truth) {
      group.add(name, truth);
    } else if (value != null) {
      group.add(name, value.toString());
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
