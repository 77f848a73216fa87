package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.Outliers;
import io.github.mnistdl4j.data.CsvFile;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.IdxLayout;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.MnistIterators;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.folder.FolderReader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Reads the configured data set into memory, wherever its files are. */
public final class DigitsReader {
  /** New threads have their maker's class loader, in which ND4J looks for its back end. */
  private static final Executor THREADS = task -> new Thread(task, "read-digits").start();

  private final DatasetProvider provider;

  public DigitsReader(DatasetProvider provider) {
    this.provider = provider;
  }

  /**
   * Reads both splits, at the same time.
   *
   * @throws DataException if files are missing, damaged or cannot be fetched
   */
  public TrainTest read(DataConfig config) {
    return read(config, Engine.AUTO);
  }

  /**
   * Reads both splits, at the same time, for an engine: the images are the same for all, but
   * Deeplearning4j's own reads those of the catalogue through {@code MnistDataSetIterator}.
   *
   * @throws DataException if files are missing, damaged or cannot be fetched
   */
  public TrainTest read(DataConfig config, Engine engine) {
    FolderReader folders = provider.folders();
    TrainTest data =
        switch (config.dataset()) {
          case CSV -> CsvFile.read(config, provider::note);
          case FOLDER -> folders.read(config);
          default -> readIdx(provider.provide(config), config, engine);
        };
    TrainTest all =
        config
            .extra()
            .map(folder -> folders.withExtra(data, folder, config.extraWeight()))
            .orElse(data);
    return config.outliers() == Outliers.GENERATED ? all.withNone() : all;
  }

  private TrainTest readIdx(ProvidedDataset files, DataConfig config, Engine engine) {
    Path folder = files.directory();
    boolean hasTest = files.sha256().containsKey(IdxPart.TEST_IMAGES.fileName());
    IdxLayout layout = IdxLayout.of(folder, config, hasTest, provider::note);
    if (!hasTest) {
      Digits train = layout.read(folder, IdxPart.TRAIN_IMAGES);
      return new TrainTest(train, train.slice(0, 0), files.source(), files.sha256());
    }
    boolean iterable =
        config.dataset() != DatasetName.IDX
            && !layout.transposed()
            && MnistIterators.canRead(folder);
    Function<IdxPart, Digits> reader =
        iterable && engine == Engine.DL4J
            ? part -> MnistIterators.read(folder, part, layout.info())
            : part -> layout.read(folder, part);
    TrainTest read = both(reader, files);
    return iterable ? read.iterableIn(folder) : read;
  }

  private static TrainTest both(Function<IdxPart, Digits> reader, ProvidedDataset files) {
    CompletableFuture<Digits> trainDigits =
        CompletableFuture.supplyAsync(() -> reader.apply(IdxPart.TRAIN_IMAGES), THREADS);
    CompletableFuture<Digits> testDigits =
        CompletableFuture.supplyAsync(() -> reader.apply(IdxPart.TEST_IMAGES), THREADS);
    try {
      CompletableFuture.allOf(trainDigits, testDigits).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DataException cause ? cause : e;
    }
    return new TrainTest(trainDigits.join(), testDigits.join(), files.source(), files.sha256());
  }
}
