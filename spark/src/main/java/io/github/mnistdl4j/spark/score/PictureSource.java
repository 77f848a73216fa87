package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.Images;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Picture files, grouped in the order of their names; each is brought to the model's form. */
final class PictureSource implements ImageSource {
  private final JavaSparkContext spark;
  private final Storage storage;
  private final List<FileStatus> files;
  private final int imagesPerPart;
  private final DatasetInfo form;

  PictureSource(
      JavaSparkContext spark,
      Storage storage,
      List<FileStatus> files,
      int imagesPerPart,
      DatasetInfo form) {
    this.spark = spark;
    this.storage = storage;
    this.files = files;
    this.imagesPerPart = imagesPerPart;
    this.form = form;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("path", Column.Type.STRING));
  }

  @Override
  public JavaRDD<InputImage> images() {
    List<List<String>> groups = new ArrayList<>();
    for (int from = 0; from < files.size(); from += imagesPerPart) {
      groups.add(
          new ArrayList<>(
              files.subList(from, Math.min(from + imagesPerPart, files.size())).stream()
                  .map(file -> file.getPath().toString())
                  .toList()));
    }
    Storage here = storage;
    DatasetInfo wanted = form;
    return spark
        .parallelize(groups, groups.size())
        .flatMap(group -> group.stream().map(path -> read(here, path, wanted)).iterator());
  }

  private static InputImage read(Storage storage, String path, DatasetInfo form) {
    try (InputStream in = storage.open(new Path(path))) {
      return InputImage.of(Arrays.asList(path), PreparedImage.of(Images.read(in), form));
    } catch (ImageException e) {
      return InputImage.broken(Arrays.asList(path), String.valueOf(e.getMessage()));
    } catch (IOException e) { // of the disk or the network: Spark tries again
      throw new UncheckedIOException(e);
    }
  }
}
