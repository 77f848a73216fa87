package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files of one schema: a column {@code pixels} with a byte per pixel or an array of as many
 * numbers, or columns {@code pixel0}, {@code pixel1}, …; the others are carried into the output.
 */
final class ParquetSource implements ImageSource {
  private static final String PIXELS = "pixels";
  private static final String BYTES_PER_PART = "16m";

  private static final Map<DataType, Column.Type> CARRIED =
      Map.of(
          DataTypes.ByteType, Column.Type.INT,
          DataTypes.ShortType, Column.Type.INT,
          DataTypes.IntegerType, Column.Type.INT,
          DataTypes.LongType, Column.Type.LONG,
          DataTypes.FloatType, Column.Type.FLOAT,
          DataTypes.DoubleType, Column.Type.DOUBLE,
          DataTypes.BooleanType, Column.Type.BOOLEAN,
          DataTypes.StringType, Column.Type.STRING);

  private final SparkSession session;
  private final List<FileStatus> files;
  private final DatasetInfo form;
  private final StructType schema;
  private final List<String> pixels;
  private final List<Column> columns;

  /**
   * Files of one schema.
   *
   * @throws ScoreException if it has no pixels, or other columns that cannot be carried
   */
  ParquetSource(SparkSession session, List<FileStatus> files, DatasetInfo form) {
    this.session = session;
    this.files = files;
    this.form = form;
    // parts that depend on the files alone and not on the number of cores
    session.conf().set("spark.sql.files.maxPartitionBytes", BYTES_PER_PART);
    session.conf().set("spark.sql.files.openCostInBytes", BYTES_PER_PART);
    session.conf().set("spark.sql.files.minPartitionNum", 1);
    String first = files.get(0).getPath().toString();
    this.schema = session.read().parquet(first).schema();
    this.pixels = pixels(schema, first, form.pixels());
    this.columns = carried(schema, Set.copyOf(pixels), first);
  }

  private static List<String> pixels(StructType schema, String file, int needed) {
    List<String> names = List.of(schema.fieldNames());
    List<String> single = IntStream.range(0, needed).mapToObj(i -> "pixel" + i).toList();
    if (names.containsAll(single)) {
      return single;
    }
    boolean whole =
        names.contains(PIXELS)
            && (schema.apply(PIXELS).dataType() instanceof ArrayType
                || schema.apply(PIXELS).dataType().equals(DataTypes.BinaryType));
    if (!whole) {
      throw new ScoreException(
          "%s has no pixels: it needs a column pixels of %d bytes or an array of %2$d numbers, or columns pixel0 to pixel%d; it has %s."
              .formatted(
                  file,
                  needed,
                  needed - 1,
                  names.stream().limit(20).collect(Collectors.joining(", "))));
    }
    return List.of(PIXELS);
  }

  private static List<Column> carried(StructType schema, Set<String> pixels, String file) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (!pixels.contains(field.name())) {
        Column.@Nullable Type type = CARRIED.get(field.dataType());
        if (type == null || ScoredImage.NAMES.contains(field.name())) {
          throw new ScoreException(
              "The column %s of %s, of type %s, cannot be carried into the output. Leave it out, or rename or convert it."
                  .formatted(field.name(), file, field.dataType().simpleString()));
        }
        columns.add(new Column(field.name(), type));
      }
    }
    return columns;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  @SuppressWarnings("unchecked")
  public JavaRDD<InputImage> images() {
    List<String> names = pixels;
    List<Column> carried = columns;
    DatasetInfo wanted = form;
    JavaRDD<InputImage>[] images =
        files.stream()
            .map(file -> session.read().schema(schema).parquet(file.getPath().toString()))
            .map(table -> table.toJavaRDD().map(row -> image(row, names, carried, wanted)))
            .toArray(JavaRDD[]::new);
    return images.length == 1
        ? images[0]
        : JavaSparkContext.fromSparkContext(session.sparkContext()).union(images);
  }

  private static InputImage image(
      Row row, List<String> pixels, List<Column> columns, DatasetInfo form) {
    List<@Nullable Object> carried = new ArrayList<>();
    columns.forEach(column -> carried.add(value(row.getAs(column.name()))));
    try {
      return InputImage.of(carried, pixels(row, pixels, form));
    } catch (IllegalArgumentException e) {
      return InputImage.broken(carried, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Object value(@Nullable Object value) {
    return value instanceof Byte || value instanceof Short
        ? Integer.valueOf(((Number) value).intValue())
        : value;
  }

  private static float[] pixels(Row row, List<String> names, DatasetInfo form) {
    if (names.size() > 1) {
      return Pixels.of(names.stream().map(row::getAs).toList(), form);
    }
    @Nullable Object value = row.getAs(PIXELS);
    if (value instanceof byte[] bytes && bytes.length == form.pixels()) {
      return Digits.scaled(bytes);
    }
    if (value == null || value instanceof byte[]) {
      throw new IllegalArgumentException(
          value == null
              ? "has no pixels"
              : "has %d bytes instead of %d".formatted(((byte[]) value).length, form.pixels()));
    }
    return Pixels.of(Arrays.asList(row.getList(row.fieldIndex(PIXELS)).toArray()), form);
  }
}
