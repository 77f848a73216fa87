package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The four files where the user says they are.
 *
 * @param directory the folder they are in
 * @param origin what names the folder: a configuration key or an environment variable
 */
record UserFiles(Path directory, String origin) {
  static final String VARIABLE = "MNIST_DL4J_DATA";

  /** Returns the configuration's folder, or the environment's if it has one of the files. */
  static Optional<UserFiles> find(
      DataConfig config, CatalogDataset dataset, Map<String, String> environment) {
    if (config.directory().isPresent()) {
      return Optional.of(new UserFiles(config.directory().get(), "data.directory"));
    }
    return variable(environment).stream()
        .flatMap(folder -> Stream.of(folder.resolve(dataset.name()), folder))
        .filter(
            folder ->
                Arrays.stream(IdxPart.values())
                    .anyMatch(part -> Files.exists(part.in(folder, dataset.prefix()))))
        .findFirst()
        .map(folder -> new UserFiles(folder, VARIABLE));
  }

  /** Returns the folder that the environment names, whatever is in it. */
  static Optional<Path> variable(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  String name() {
    return "%s (%s)".formatted(directory, origin);
  }

  /** Looks at all four files, or at two if the user has training images alone. */
  List<FileCheck> check(CatalogDataset dataset) {
    return FileCheck.ofAll(
        parts(dataset), part -> part.in(directory, dataset.prefix()), dataset::fingerprint);
  }

  private List<IdxPart> parts(CatalogDataset dataset) {
    List<IdxPart> all = List.of(IdxPart.values());
    boolean hasTest =
        all.stream()
            .filter(part -> !part.isTraining())
            .anyMatch(part -> Files.exists(part.in(directory, dataset.prefix())));
    return hasTest || !dataset.files().isEmpty()
        ? all
        : all.stream().filter(IdxPart::isTraining).toList();
  }

  /** Checks all files; a {@link DataException} lists everything that is wrong. */
  List<FileCheck> requireIntact(CatalogDataset dataset, DatasetCatalog catalog) {
    if (!Files.isDirectory(directory)) {
      throw new DataException(message(dataset, List.of("there is no such folder")));
    }
    List<FileCheck> checks = check(dataset);
    List<String> problems = new ArrayList<>();
    for (FileCheck check : checks) {
      check.problem().ifPresent(problem -> problems.add(describe(check, problem, catalog)));
    }
    if (problems.isEmpty()) {
      compareCounts(checks.get(0), checks.get(1)).ifPresent(problems::add);
      if (checks.size() > 2) {
        compareCounts(checks.get(2), checks.get(3)).ifPresent(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(message(dataset, problems));
    }
    return checks;
  }

  private static String describe(FileCheck check, String problem, DatasetCatalog catalog) {
    String owner =
        check.sha256().flatMap(catalog::ownerOf).map(" (it is %s)"::formatted).orElse("");
    return check.path() + " " + problem + owner;
  }

  private static Optional<String> compareCounts(FileCheck images, FileCheck labels) {
    return images.items() == labels.items()
        ? Optional.empty()
        : Optional.of(
            "%s holds %d images, but %s holds %d labels"
                .formatted(images.path(), images.items(), labels.path(), labels.items()));
  }

  private String message(CatalogDataset dataset, List<String> problems) {
    boolean named = origin.equals(VARIABLE);
    String other = named ? "" : ", name another folder with --set data.directory=…";
    String cure =
        ", or %s to have them found or downloaded"
            .formatted(named ? "unset " + VARIABLE : "remove data.directory");
    return "The files of %s in %s cannot be used:%n%s%nPut the right files there (.gz or unpacked)%s%s."
        .formatted(
            dataset.name(),
            name(),
            String.join(System.lineSeparator(), problems.stream().map("  "::concat).toList()),
            other,
            dataset.files().isEmpty() ? "" : cure);
  }
}
