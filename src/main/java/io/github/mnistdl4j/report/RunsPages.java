package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The pages of a directory of runs as a server shows them: each at its path in the directory.
 *
 * @param runs the directory of all runs
 */
public record RunsPages(Path runs) {
  /**
   * Returns the page that lists all runs and sweeps, as they are now.
   *
   * @param prefix what the addresses of their pages begin with, such as {@code runs/}
   * @return HTML, UTF-8
   */
  public byte[] index(String prefix) {
    return RunsIndex.of(
        String.valueOf(runs.toAbsolutePath().normalize().getFileName()),
        RunDirectory.all(runs).stream().map(SavedRun::new).toList(),
        SweepDirectory.all(runs),
        file -> prefix + encoded(file));
  }

  private String encoded(Path file) {
    return names(file).stream()
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  /**
   * Returns a run's or a sweep's page, or that of a sweep's trial; empty if the path is not one of
   * theirs: no other file is ever read.
   *
   * @param path in the directory, such as {@code first/report.html}
   * @throws RunException if the file cannot be read
   */
  public Optional<byte[]> page(String path) {
    List<SweepDirectory> sweeps = SweepDirectory.all(runs);
    return Stream.concat(
            sweeps.stream().map(SweepDirectory::page),
            Stream.concat(Stream.of(runs), sweeps.stream().map(SweepDirectory::path))
                .flatMap(folder -> RunDirectory.all(folder).stream())
                .map(RunDirectory::report))
        .filter(file -> path.equals(String.join("/", names(file))))
        .findFirst()
        .flatMap(RunsPages::read);
  }

  private List<String> names(Path file) {
    return StreamSupport.stream(runs.relativize(file).spliterator(), false)
        .map(Path::toString)
        .toList();
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
  }
}
