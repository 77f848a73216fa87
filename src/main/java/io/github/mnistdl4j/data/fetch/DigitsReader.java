package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Engine;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.CsvFile;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.IdxReader;
import io.github.mnistdl4j.data.MnistIterators;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.folder.FolderReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
          case CSV -> readCsv(config.trainCsv().orElseThrow(), config.testCsv().orElseThrow());
          case FOLDER -> folders.read(config);
          default -> readIdx(provider.provide(config), config.dataset(), engine);
        };
    return config
        .extra()
        .map(folder -> folders.withExtra(data, folder, config.extraWeight()))
        .orElse(data);
  }

  private static TrainTest readIdx(ProvidedDataset files, DatasetName name, Engine engine) {
    DatasetInfo info = DatasetInfo.of(name);
    Path folder = files.directory();
    boolean iterable = name != DatasetName.IDX && MnistIterators.canRead(folder);
    Function<IdxPart, Digits> reader =
        iterable && engine == Engine.DL4J
            ? part -> MnistIterators.read(folder, part, info)
            : part -> readSplit(folder, part, info);
    TrainTest read =
        both(reader, IdxPart.TRAIN_IMAGES, IdxPart.TEST_IMAGES, files.source(), files.sha256());
    return iterable ? Records.with(read, "folder", folder.toString()) : read;
  }

  /**
   * Reads one split of verified IDX files. {@code MnistDataSetIterator} gives the same numbers, but
   * of 60,000 and 10,000 images only, in a second and by way of half a gigabyte.
   */
  static Digits readSplit(Path directory, IdxPart images, DatasetInfo info) {
    IdxPart labels = images == IdxPart.TRAIN_IMAGES ? IdxPart.TRAIN_LABELS : IdxPart.TEST_LABELS;
    try {
      return new Digits(
          info,
          IdxReader.body(directory.resolve(images.fileName()), images),
          numbers(IdxReader.body(directory.resolve(labels.fileName()), labels)));
    } catch (IOException e) {
      throw new DataException(
          "The files in %s cannot be read any more: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static int[] numbers(byte[] labels) {
    int[] numbers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i] & 0xFF;
    }
    return numbers;
  }

  private static TrainTest readCsv(Path train, Path test) {
    Map<String, String> sha256 = new LinkedHashMap<>();
    sha256.put(train.toString(), CsvFile.sha256(train));
    sha256.put(test.toString(), CsvFile.sha256(test));
    return both(CsvFile::read, train, test, "%s and %s".formatted(train, test), sha256);
  }

  private static <T> TrainTest both(
      Function<T, Digits> reader, T train, T test, String source, Map<String, String> sha256) {
    CompletableFuture<Digits> trainDigits =
        CompletableFuture.supplyAsync(() -> reader.apply(train), THREADS);
    CompletableFuture<Digits> testDigits =
        CompletableFuture.supplyAsync(() -> reader.apply(test), THREADS);
    try {
      CompletableFuture.allOf(trainDigits, testDigits).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof DataException cause ? cause : e;
    }
    return new TrainTest(trainDigits.join(), testDigits.join(), source, sha256);
  }
}
