package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All runs and sweeps as one table on a page for a browser, the newest first. A small script of the
 * page itself sorts and filters the rows; without scripts it is a plain table.
 */
public final class RunsIndex {
  /** The script, of which the page's policy names the hash: no other runs. */
  private static final String SCRIPT = "index.js";

  /**
   * The content of {@code index.html}.
   *
   * @param policy the hash of the script, as a Content-Security-Policy has it
   * @param home address of the page to draw on, if a server has one
   */
  private record IndexPage(
      String name, String policy, Optional<String> home, String count, List<IndexRow> rows) {}

  private RunsIndex() {}

  /**
   * Returns the page of a directory of runs.
   *
   * @param page where it is to be written; links are relative to it
   */
  public static byte[] of(Path directory, Path page) {
    List<SavedRun> runs = RunDirectory.all(directory).stream().map(SavedRun::new).toList();
    Path folder = page.toAbsolutePath().normalize().resolveSibling("");
    return of(
        String.valueOf(directory.toAbsolutePath().normalize().getFileName()),
        runs,
        SweepDirectory.all(directory),
        file -> address(folder, file.toAbsolutePath().normalize()),
        Optional.empty());
  }

  private static String address(Path folder, Path file) {
    return Objects.equals(folder.getRoot(), file.getRoot())
        ? address(folder.relativize(file))
        : file.toUri().toString(); // on another drive
  }

  /** Returns a relative path as a page links to it. */
  static String address(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  /**
   * Returns the page.
   *
   * @param runs each the oldest first, as are the sweeps
   * @param link returns the address of a report's file
   * @param home address of the page to draw on; empty if the page is a file
   * @return HTML that is also well-formed XML, UTF-8, one file that loads nothing
   */
  public static byte[] of(
      String name,
      List<SavedRun> runs,
      List<SweepDirectory> sweeps,
      Function<Path, String> link,
      Optional<String> home) {
    List<IndexRow> rows =
        new ArrayList<>(
            Stream.concat(
                    sweeps.stream().map(sweep -> IndexRow.of(sweep, link)),
                    runs.stream().map(run -> IndexRow.of(run, link)))
                .toList());
    Collections.reverse(rows);
    rows.sort(Comparator.comparing(IndexRow::started, Comparator.reverseOrder()));
    return Template.of(
            "index.html", new IndexPage(name, policy(), home, Numbers.count(rows.size()), rows))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the hash of the page's script, as a Content-Security-Policy has it, unquoted. */
  public static String policy() {
    byte[] hash = DigestUtils.sha256(Template.text(SCRIPT));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }
}
