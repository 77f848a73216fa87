package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A provider of {@link FakeDataset} under the name mnist, with a cache in a test's directory. */
public class Rig implements ProvisionListener {
  static final DataConfig NO_DIRECTORY = config(DatasetName.MNIST, Optional.empty());

  final Path cacheRoot;
  final Path cache;

  /** Long, since a busy machine is no broken mirror; the tests of the time-outs shorten them. */
  Duration readTimeout = Duration.ofSeconds(30);

  Duration connectTimeout = Duration.ofSeconds(30);

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<String> progress = new CopyOnWriteArrayList<>();
  private int librariesBefore = -1;

  public Rig(Path temporary) {
    cacheRoot = temporary.resolve("caches");
    cache = cacheRoot.resolve(FakeDataset.NAME);
  }

  /** A provider of a data set that cannot be fetched from anywhere. */
  public DatasetProvider provider() {
    return provider(FakeDataset.from());
  }

  DatasetProvider provider(CatalogDataset dataset) {
    return provider(dataset, Map.of());
  }

  DatasetProvider provider(CatalogDataset dataset, Map<String, String> environment) {
    return provider(dataset, environment, Optional.of(cacheRoot));
  }

  DatasetProvider provider(
      CatalogDataset dataset, Map<String, String> environment, Optional<Path> cacheRootOrNone) {
    Timeouts timeouts =
        new Timeouts(connectTimeout, readTimeout, Duration.ofMillis(1), Duration.ofSeconds(20));
    return new DatasetProvider(
        new ProviderSettings(
            new DatasetCatalog(Map.of(DatasetName.MNIST, dataset)),
            cacheRootOrNone,
            environment,
            timeouts,
            this));
  }

  public static DataConfig config(DatasetName dataset, Optional<Path> directory) {
    return new DataConfig(dataset, directory, Optional.empty(), Optional.empty());
  }

  static DataConfig inDirectory(Path directory) {
    return config(DatasetName.MNIST, Optional.of(directory));
  }

  public static DataConfig idx(Path directory) {
    return config(DatasetName.IDX, Optional.of(directory));
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Returns how many notes there were when libraries were about to be loaded; −1: they were not.
   */
  int librariesBefore() {
    return librariesBefore;
  }

  List<String> progress() {
    return List.copyOf(progress);
  }

  /** Names of the files in a directory, without the lock; none if there is no directory. */
  static List<String> names(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  /** The names of the four unpacked files, sorted. */
  static List<String> allNames() {
    return Stream.of(IdxPart.values()).map(IdxPart::fileName).sorted().toList();
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void beforeLibraries() {
    librariesBefore = notes.size();
  }

  @Override
  public void progress(String file, long doneBytes, long totalBytes) {
    progress.add("%s %d/%d".formatted(file, doneBytes, totalBytes));
  }
}
