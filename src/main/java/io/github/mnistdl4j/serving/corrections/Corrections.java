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
import java.util.Arrays;
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
   * Keeps a picture: whole or not at all. One that is kept already stays the only one, of the class
   * that was told last, so that no training learns two classes of one drawing.
   *
   * @param label the class that it shows
   * @param model the run whose network was wrong
   * @param png the bytes of its file
   * @throws RequestException if there are too many (507), or a folder cannot have the class's name
   *     (422)
   * @throws UncheckedIOException if the disk refuses
   */
  public synchronized Correction keep(String label, String model, byte[] png) {
    Path folder = root.resolve(Correction.requireFolder(label));
    try {
      Optional<Path> same = same(png);
      if (same.isPresent() && folder.equals(same.get().resolveSibling(""))) {
        return Correction.of(same.get()).orElseThrow();
      }
      if (same.isEmpty()) {
        requireRoom(png.length);
      }
      Correction kept = write(folder, model, png);
      if (same.isPresent()) {
        remove(same.get());
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Correction write(Path folder, String model, byte[] png) throws IOException {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(Correction.file(freeId(model)));
      Path temporary = root.resolve("." + file.getFileName());
      AtomicFile.write(file, temporary, out -> out.write(png));
      return Correction.of(file).orElseThrow();
    } finally {
      deleteIfEmpty(folder);
    }
  }

  /** Returns the file of a picture that is kept already. */
  private Optional<Path> same(byte[] png) throws IOException {
    for (Path file : files()) {
      if (file.toFile().length() == png.length && Arrays.equals(Files.readAllBytes(file), png)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Returns the identifier of now, or of the next millisecond that no picture of any class has. */
  private String freeId(String model) {
    Instant time = clock.instant();
    while (find(Correction.id(time, model)).isPresent()) {
      time = time.plus(1, ChronoUnit.MILLIS);
    }
    return Correction.id(time, model);
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
      return file.isPresent() && remove(file.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean remove(Path file) throws IOException {
    try {
      return Files.deleteIfExists(file);
    } finally {
      deleteIfEmpty(file.resolveSibling(""));
    }
  }

  /** Finds a file by comparing names, so that no name of a request becomes a path. */
  private Optional<Path> find(String id) {
    return files().stream()
        .filter(file -> String.valueOf(file.getFileName()).equals(Correction.file(id)))
        .findFirst();
  }

  /** Deletes the folder of a class that has no more pictures, for it could not be learned. */
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
