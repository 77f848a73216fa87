package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The pages of a directory of runs as a server shows them: each at its path in the directory. Safe
 * to use from several threads.
 */
public final class RunsPages {
  /** File systems record times in ticks of so many milliseconds at most. */
  private static final Duration TICK = Duration.ofSeconds(2);

  private static final FileTime DELETED = FileTime.fromMillis(0);

  private final Path runs;
  private final String prefix;
  private final Clock clock;
  private Map<Path, FileTime> listed = Map.of();
  private Optional<byte[]> kept = Optional.empty();

  /**
   * Creates the pages of a directory.
   *
   * @param runs the directory of all runs
   * @param prefix what the addresses of their pages begin with, such as {@code runs/}
   */
  public RunsPages(Path runs, String prefix, Clock clock) {
    this.runs = runs;
    this.prefix = prefix;
    this.clock = clock;
  }

  /**
   * Returns the page that lists all runs and sweeps, as they are now; made anew only if a file of
   * theirs has been created, replaced or deleted since.
   *
   * @return HTML, UTF-8
   */
  public synchronized byte[] index() {
    List<RunDirectory> all = RunDirectory.all(runs);
    List<SweepDirectory> sweeps = SweepDirectory.all(runs);
    Map<Path, FileTime> changed = changed(all, sweeps);
    if (kept.isPresent() && changed.equals(listed)) {
      return kept.get();
    }
    byte[] page =
        RunsIndex.of(
            String.valueOf(runs.toAbsolutePath().normalize().getFileName()),
            all.stream().map(SavedRun::new).toList(),
            sweeps,
            file -> prefix + RunsIndex.address(runs.relativize(file)),
            Optional.of("./"));
    listed = changed;
    kept = mayChangeUnseen(changed.values()) ? Optional.empty() : Optional.of(page);
    return page;
  }

  /** Returns when a file was last created, replaced or deleted in each folder of a run. */
  private static Map<Path, FileTime> changed(List<RunDirectory> all, List<SweepDirectory> sweeps) {
    Map<Path, FileTime> changed = new HashMap<>();
    Stream.concat(
            all.stream().map(RunDirectory::path),
            sweeps.stream()
                .map(SweepDirectory::path)
                .flatMap(
                    sweep ->
                        Stream.concat(
                            Stream.of(sweep),
                            RunDirectory.all(sweep).stream().map(RunDirectory::path))))
        .forEach(folder -> changed.put(folder, changed(folder)));
    return changed;
  }

  private static FileTime changed(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException e) {
      return DELETED; // since the folders were listed
    } catch (IOException e) {
      throw RunException.cannotRead(folder, e);
    }
  }

  /** Returns whether one changed so lately that another change would get the same time. */
  private boolean mayChangeUnseen(Collection<FileTime> times) {
    Instant lately = clock.instant().minus(TICK);
    return times.stream().anyMatch(time -> time.toInstant().isAfter(lately));
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
