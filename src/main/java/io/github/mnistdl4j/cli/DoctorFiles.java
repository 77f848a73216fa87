package io.github.mnistdl4j.cli;

import static io.github.mnistdl4j.cli.DoctorFinding.bytes;
import static io.github.mnistdl4j.cli.DoctorFinding.ok;
import static io.github.mnistdl4j.cli.DoctorFinding.problem;
import static io.github.mnistdl4j.cli.DoctorFinding.warning;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks the files that training reads and the folders that it writes to. */
record DoctorFiles(ConfigOptions config, Path runs, DatasetProvider provider) {
  private static final long LEAST_SPACE = 100_000_000;

  Stream<DoctorFinding> findings() {
    return Stream.concat(Stream.of(nativesCache(), dataCache(), runsDirectory()), configured());
  }

  private DoctorFinding nativesCache() {
    return NativeRuntime.cacheDirectory()
        .map(path -> ok("Natives cache", path.toString()))
        .orElseGet(
            () -> problem("Natives cache", "no folder can be written", DoctorNatives.OTHER_CACHE));
  }

  private DoctorFinding dataCache() {
    Optional<Path> root = provider.cacheRoot();
    if (root.isEmpty() || !Files.isWritable(existing(root.get()))) {
      return warning(
          "Data cache",
          root.map(path -> path + " cannot be written").orElse("HOME is not set"),
          "Set XDG_CACHE_HOME to a folder that can, or every run may download the images again.");
    }
    return checked("Data cache", () -> root.get() + ", " + bytes(provider.cacheBytes()));
  }

  private DoctorFinding runsDirectory() {
    Path place = runs.toAbsolutePath().normalize();
    Path existing = existing(place);
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      String found = existing + (Files.isDirectory(existing) ? " cannot be written" : " is a file");
      return problem("Runs", found, "Change that, or choose another folder with --runs-dir.");
    }
    long free = existing.toFile().getUsableSpace();
    String found = "%s, %s free".formatted(place, bytes(free));
    return free < LEAST_SPACE ? problem("Runs", found, "Free some disk space.") : ok("Runs", found);
  }

  /** Returns the folder, or the nearest one above it that exists. */
  private static Path existing(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  private Stream<DoctorFinding> configured() {
    try {
      RunConfig effective = config.load().run();
      return Stream.of(
          ok("Configuration", config.sourceName()),
          checked("Data", () -> "from " + provider.wouldServe(effective.data())));
    } catch (MnistDl4jException e) {
      return Stream.of(problem("Configuration", e));
    }
  }

  private static DoctorFinding checked(String topic, Supplier<String> check) {
    try {
      return ok(topic, check.get());
    } catch (MnistDl4jException e) {
      return problem(topic, e);
    }
  }
}
