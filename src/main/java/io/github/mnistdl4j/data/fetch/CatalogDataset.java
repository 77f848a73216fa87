package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set in MNIST's layout and where its files can be had.
 *
 * @param name as in the configuration; also the cache directory's name
 * @param files what each of the four files must be; empty when nobody knows
 * @param mirrors folders with the four {@code .gz} files, each ending in a slash
 * @param npmPackage a package with the four files
 * @param systemDirectory where an operating system's package installs the four {@code .gz} files
 * @param archive a zip file with the four {@code .gz} files, and many others
 */
record CatalogDataset(
    String name,
    Map<IdxPart, Fingerprint> files,
    List<URI> mirrors,
    Optional<NpmPackage> npmPackage,
    Optional<Path> systemDirectory,
    Optional<URI> archive) {

  /** Describes a data set that is in no archive. */
  CatalogDataset(
      String name,
      Map<IdxPart, Fingerprint> files,
      List<URI> mirrors,
      Optional<NpmPackage> npmPackage,
      Optional<Path> systemDirectory) {
    this(name, files, mirrors, npmPackage, systemDirectory, Optional.empty());
  }

  CatalogDataset {
    files = Map.copyOf(files);
    mirrors = List.copyOf(mirrors);
  }

  /** Returns whether any unpacked file can be told from any other. */
  boolean isKnown() {
    return !files.isEmpty() && files.values().stream().allMatch(Fingerprint::isKnown);
  }

  /** Returns what the names of a user's files may begin with; empty: with anything. */
  Optional<String> prefix() {
    return files.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** Returns what the file must be; empty if this data set's files are not known. */
  Optional<Fingerprint> fingerprint(IdxPart part) {
    return Optional.ofNullable(files.get(part));
  }
}
