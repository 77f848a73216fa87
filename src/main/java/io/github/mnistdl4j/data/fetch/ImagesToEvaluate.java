package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.CsvFile;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.IdxLayout;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.Gzip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;

/**
 * Reads images with labels to evaluate a model on, of whatever kind their files are: a CSV file, a
 * folder with IDX files (the test images, if there are some), or with a folder for each class.
 *
 * @param provider passes on what the user should know
 * @param trained the data section of the model's run
 * @param form what the model takes
 */
public record ImagesToEvaluate(DatasetProvider provider, DataConfig trained, DatasetInfo form) {
  /**
   * Returns where the test images of a configuration are, if those to train on are not there.
   *
   * @return empty if they are, or if it does not say where the files are
   */
  public static Optional<Path> alone(DataConfig config) {
    if (config.dataset() == DatasetName.CSV) {
      Path train = config.trainCsv().orElseThrow();
      return config.testCsv().filter(file -> Files.exists(file) && !Files.exists(train));
    }
    return config
        .directory()
        .filter(folder -> config.dataset().isIdx())
        .filter(folder -> has(folder, IdxPart.TEST_IMAGES) && !has(folder, IdxPart.TRAIN_IMAGES));
  }

  /**
   * Reads the images.
   *
   * @throws DataException if they cannot be read, have another shape, or are of an unknown class
   */
  public Digits read(Path path) {
    if (!Files.exists(path)) {
      throw new DataException(path + " does not exist.");
    }
    if (!Files.isDirectory(path)) {
      return csv(path).relabelled(form, path.toString());
    }
    if (has(path, IdxPart.TEST_IMAGES)) {
      return idx(path, IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS);
    }
    return has(path, IdxPart.TRAIN_IMAGES)
        ? idx(path, IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS)
        : provider.folders().readAs(form, path);
  }

  /**
   * Reads the test images that the model's run was evaluated on, unless that needs a download.
   *
   * @return empty if they are not on this machine, or pictures, which take long to read
   * @throws DataException if they cannot be read
   */
  public Optional<Digits> ifThere() {
    if (trained.dataset() == DatasetName.CSV) {
      return trained.testCsv().filter(Files::exists).map(this::read);
    }
    if (!trained.dataset().isIdx()) {
      return Optional.empty();
    }
    List<FileCheck> files = provider.verify(trained);
    boolean there = !files.isEmpty() && files.stream().allMatch(FileCheck::intact);
    return there ? Optional.of(read(provider.provide(trained).directory())) : Optional.empty();
  }

  private static boolean has(Path folder, IdxPart part) {
    return Files.exists(part.in(folder, Optional.empty()));
  }

  private Digits csv(Path path) {
    DataConfig asFound =
        new DataConfig(DatasetName.CSV, Optional.empty(), Optional.of(path), Optional.empty());
    boolean square = form.width() == form.height();
    DataConfig like =
        Records.with(
            asFound,
            Map.of(
                "labelColumn", trained.labelColumn(),
                "width", square ? Optional.empty() : Optional.of(form.width()),
                "height", square ? Optional.empty() : Optional.of(form.height()),
                "pixelMaximum",
                    form.pixelMaximum() == DatasetInfo.BYTE
                        ? Optional.empty()
                        : Optional.of(form.pixelMaximum())));
    return CsvFile.read(like, provider::note).train();
  }

  private Digits idx(Path folder, IdxPart images, IdxPart labels) {
    try {
      Path unpacked = Files.createTempDirectory("mnist-dl4j-");
      try {
        for (IdxPart part : new IdxPart[] {images, labels}) {
          try (InputStream in = Gzip.open(part.in(folder, Optional.empty()))) {
            Files.copy(in, unpacked.resolve(part.fileName()));
          }
        }
        boolean transposed = trained.transpose() || trained.dataset().isTransposed();
        return IdxLayout.like(form, unpacked, images, transposed).read(unpacked, images);
      } finally {
        PathUtils.deleteDirectory(unpacked);
      }
    } catch (IOException e) {
      throw new DataException(
          "The IDX files in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
