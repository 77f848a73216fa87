package io.github.mnistdl4j.serving.corrections;

import io.github.mnistdl4j.files.AtomicFile;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The corrections in a folder, as {@code data.extra} reads them: a folder for each class, with a
 * PNG file for each picture, whose name tells the time and the model. Bounded: when there are as
 * many as may be, no more are kept until some are deleted. Other files in the folder are left
 * alone. Safe to use from several threads.
 */
public final class Corrections {
  /** The most pictures: what a school class draws in some lessons. */
  public static final int MOST = 1000;

  /** The most bytes of all pictures together. */
  public static final long MOST_BYTES = 64L << 20;

  private final Path root;
  private final InstantSource clock;

  /**
   * @param root created when the first picture is kept
   */
  public Corrections(Path root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  /** Returns the folder. */
  public Path root() {
    return root;
  }

  /**
   * Lists what is kept, the oldest first.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public synchronized List<Correction> list() {
    return files().stream().map(Correction::of).flatMap(Optional::stream).toList();
  }

  /** Lists the pictures' files, the oldest first. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      for (Path folder : Files.isDirectory(root) ? inside(root) : List.<Path>of()) {
        if (Files.isDirectory(folder) && !String.valueOf(folder.getFileName()).startsWith(".")) {
          inside(folder).stream()
              .filter(file -> Correction.of(file).isPresent() && Files.isRegularFile(file))
              .forEach(files::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(Comparator.comparing(file -> String.valueOf(file.getFileName())));
    return files;
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException e) { // somebody deletes at the same time
      return List.of();
    }
  }

  /**
   * Keeps a picture: whole or not at all.
   *
   * @param label the class that it shows
   * @param model the run whose network was wrong
   * @param png the bytes of its file
   * @throws RequestException if there are too many (507), or a folder cannot have the class's name
   *     (422)
   * @throws UncheckedIOException if the disk refuses
   */
  public synchronized Correction keep(String label, String model, byte[] png) {
    requireRoom(png.length);
    String name = Correction.folder(label);
    if (name.isBlank() || name.startsWith(".") || name.matches(".*\\p{Cntrl}.*")) {
      throw new RequestException(
          HttpStatus.UNPROCESSABLE_ENTITY_422,
          "no folder can be called like the class \"%.80s\", so its pictures cannot be kept"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    Path folder = root.resolve(name);
    try {
      Files.createDirectories(folder);
      Path file = free(folder, model);
      Path temporary = root.resolve("." + file.getFileName());
      AtomicFile.write(file, temporary, out -> out.write(png));
      return Correction.of(file).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deleteIfEmpty(folder);
    }
  }

  /** Returns the file of a picture of now, or of the next millisecond that has none yet. */
  private Path free(Path folder, String model) {
    Instant time = clock.instant();
    while (Files.exists(folder.resolve(Correction.file(Correction.id(time, model))))) {
      time = time.plus(1, ChronoUnit.MILLIS);
    }
    return folder.resolve(Correction.file(Correction.id(time, model)));
  }

  private void requireRoom(int bytes) {
    List<Path> files = files();
    long all = files.stream().mapToLong(file -> file.toFile().length()).sum();
    if (files.size() >= MOST || all + bytes > MOST_BYTES) {
      throw new RequestException(
          HttpStatus.INSUFFICIENT_STORAGE_507,
          Refusal.CORRECTIONS_FULL,
          "%d pictures of %d bytes are kept, and at most %d of %d bytes may be; learn from them and delete some"
              .formatted(files.size(), all, MOST, MOST_BYTES));
    }
  }

  /**
   * Returns a picture's bytes; empty if it is not there.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public synchronized Optional<byte[]> read(String id) {
    Optional<Path> file = find(id);
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(file.get()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes a picture, and its class's folder if it was the last one there; returns whether it was
   * there.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public synchronized boolean delete(String id) {
    Optional<Path> file = find(id);
    try {
      return file.isPresent() && Files.deleteIfExists(file.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      file.ifPresent(gone -> deleteIfEmpty(gone.resolveSibling("")));
    }
  }

  /** Finds a file by comparing names, so that no name of a request becomes a path. */
  private Optional<Path> find(String id) {
    return files().stream()
        .filter(file -> String.valueOf(file.getFileName()).equals(Correction.file(id)))
        .findFirst();
  }

  /** A class without pictures cannot be learned. */
  private static void deleteIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // as it should be
    } catch (IOException e) {
      // training says what is wrong with it
    }
  }
}
