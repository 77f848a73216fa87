package io.github.mnistdl4j.interop.tfjs;

import com.google.gson.JsonElement;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.JsonFields;
import io.github.mnistdl4j.interop.dense.ModelStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which arrays there are and in which files, as {@code weightsManifest} says: groups of files that
 * are read as one. All sizes are checked before a byte is read.
 *
 * @param file {@code model.json}
 * @param groups of each group its files
 */
record WeightsManifest(Path file, List<List<Path>> groups, List<WeightSpec> weights) {
  /** More than networks have; each takes time. */
  private static final int MOST_ENTRIES = 10_000;

  /**
   * Reads the manifest.
   *
   * @throws InteropException if a file is missing, lies elsewhere, or has another size than its
   *     arrays
   */
  static WeightsManifest of(Path file, JsonFields model) {
    List<List<Path>> groups = new ArrayList<>();
    List<WeightSpec> weights = new ArrayList<>();
    long total = 0;
    for (JsonElement element : model.list("weightsManifest")) {
      JsonFields group = JsonFields.of(element, file.toString());
      List<String> paths = group.texts("paths");
      List<JsonElement> specs = group.list("weights");
      if (groups.size() + paths.size() + specs.size() + weights.size() > MOST_ENTRIES) {
        throw problem(file, "has more than %,d files or weights".formatted(MOST_ENTRIES));
      }
      long size = 0;
      for (JsonElement each : specs) {
        WeightSpec spec =
            WeightSpec.of(file, JsonFields.of(each, file.toString()), groups.size(), size);
        weights.add(spec);
        size += spec.size();
        total += spec.loadedSize();
      }
      groups.add(files(file, paths, size));
    }
    if (total > ModelStart.MOST_BYTES) {
      throw problem(file, "has weights of more than 1 GiB");
    }
    return new WeightsManifest(file, groups, weights);
  }

  private static List<Path> files(Path model, List<String> paths, long wanted) {
    List<Path> files = new ArrayList<>();
    long size = 0;
    try {
      for (String path : paths) {
        Path file = inside(model, path);
        size += Files.size(file);
        files.add(file);
      }
    } catch (IOException e) {
      throw InteropException.cannotRead(model, e);
    }
    if (size != wanted) {
      throw problem(
          model,
          "is damaged or incomplete: its weights are said to have %,d bytes, and their files (%s) have %,d"
              .formatted(wanted, InteropException.printable(String.join(", ", paths)), size));
    }
    return files;
  }

  /** Returns a file in the model's folder, or below it; a link may not lead out of it. */
  private static Path inside(Path model, String name) throws IOException {
    Path folder = model.toAbsolutePath().resolveSibling("");
    try {
      Path path = Path.of(name);
      if (name.isEmpty() || name.contains("\\") || path.isAbsolute() || climbs(path)) {
        throw elsewhere(model, name);
      }
      Path file = folder.resolve(path);
      if (!Files.isRegularFile(file)) {
        throw problem(
            model, "needs the file %s beside it, which is missing".formatted(printable(name)));
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw elsewhere(model, name);
      }
      return file;
    } catch (InvalidPathException e) {
      throw new InteropException(
          "%s names a file %s, which cannot be.".formatted(model, printable(name)), e);
    }
  }

  private static boolean climbs(Path path) {
    for (Path part : path) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static InteropException elsewhere(Path model, String name) {
    return problem(
        model,
        "names the file %s, which lies elsewhere: only files beside it are read"
            .formatted(printable(name)));
  }

  /**
   * Returns the bytes of a group.
   *
   * @throws InteropException if a file has changed meanwhile
   */
  byte[] bytes(int group) {
    int wanted =
        (int)
            weights.stream()
                .filter(each -> each.group() == group)
                .mapToLong(WeightSpec::size)
                .sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(wanted);
    try {
      for (Path each : groups.get(group)) {
        try (InputStream in = Files.newInputStream(each)) {
          bytes.write(in.readNBytes(wanted - bytes.size()));
        }
      }
    } catch (IOException e) {
      throw InteropException.cannotRead(file, e);
    }
    if (bytes.size() != wanted) {
      throw problem(file, "has files of weights that changed while they were read");
    }
    return bytes.toByteArray();
  }

  /** Returns all files of weights, in their order. */
  List<Path> files() {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** Returns how the network's weights were rounded; empty if they were not. */
  Optional<String> quantization() {
    return weights.stream()
        .filter(each -> !each.forOptimizer())
        .flatMap(each -> each.quantization().stream())
        .findFirst();
  }

  /** Returns whether there is something that the optimizer remembers. */
  boolean hasOptimizer() {
    return weights.stream().anyMatch(WeightSpec::forOptimizer);
  }

  private static InteropException problem(Path file, String found) {
    return new InteropException("%s %s.".formatted(file, found));
  }

  private static String printable(String name) {
    return InteropException.printable(name);
  }
}
