package io.github.mnistdl4j.prediction.image;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Reads the images of files, directories and standard input, in the order in which they are named.
 * A file that cannot be used is reported, and the next is read.
 *
 * <pre>{@code
 * ImageSources.read(
 *     List.of("scans", "digit.png"),
 *     System.in,
 *     predictor.images(),
 *     new ImageSources.Visitor() {
 *       public boolean onImage(String file, OptionalLong index, float[] pixels, double done) {
 *         System.out.println(file + ": " + predictor.predict(pixels).label());
 *         return true;
 *       }
 *
 *       public void onProblem(String file, String problem) {
 *         System.err.println(file + " " + problem);
 *       }
 *     });
 * }</pre>
 */
public final class ImageSources {
  private static final String STANDARD_INPUT = "-";

  /** Receives the images and the files that cannot be used, on the thread that reads. */
  public interface Visitor {
    /**
     * Receives an image.
     *
     * @param index from 0 in a file that can have many; empty for a picture
     * @param pixels {@code [height · width]}: the network's input
     * @param done share of all files that is read, in [0, 1]
     * @return whether to read on
     */
    boolean onImage(String file, OptionalLong index, float[] pixels, double done);

    /**
     * Receives a picture before it is brought to the form of images.
     *
     * @return whether to read on
     * @throws ImageException if it shows nothing
     */
    default boolean onPicture(String file, BufferedImage picture, DatasetInfo images, double done) {
      return onImage(file, OptionalLong.empty(), PreparedImage.of(picture, images).pixels(), done);
    }

    /**
     * Receives the reason why a file or the rest of it cannot be used.
     *
     * @param problem a clause to be put behind the file's name, such as "does not exist"
     */
    void onProblem(String file, String problem);

    /**
     * Receives what was taken for granted about a file.
     *
     * @param note a clause to be put behind the file's name
     */
    default void onNote(String file, String note) {}
  }

  private final InputStream standardInput;
  private final DatasetInfo images;
  private final Visitor visitor;
  private boolean wanted = true;

  private ImageSources(InputStream standardInput, DatasetInfo images, Visitor visitor) {
    this.standardInput = standardInput;
    this.images = images;
    this.visitor = visitor;
  }

  /**
   * Reads images until there are no more or the visitor wants no more.
   *
   * @param names files; directories, whose visible files are read in the order of their names, but
   *     not those of directories within; or {@code -} for standard input
   * @param images what pictures are brought to, and the others must be
   */
  public static void read(
      List<String> names, InputStream standardInput, DatasetInfo images, Visitor visitor) {
    ImageSources sources = new ImageSources(standardInput, images, visitor);
    List<String> files = names.stream().flatMap(sources::files).toList();
    for (int i = 0; i < files.size() && sources.wanted; i++) {
      sources.readFile(files.get(i), i, files.size());
    }
  }

  /** Returns the files of a directory; any other name is one, and so is a directory in trouble. */
  private Stream<String> files(String name) {
    try {
      if (name.equals(STANDARD_INPUT) || !Files.isDirectory(Path.of(name))) {
        return Stream.of(name);
      }
      try (Stream<Path> inside = Files.list(Path.of(name))) {
        List<String> files =
            inside
                .filter(path -> Files.isRegularFile(path))
                .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                .map(Path::toString)
                .sorted()
                .toList();
        if (files.isEmpty()) {
          visitor.onProblem(name, "has no files");
        }
        return files.stream();
      }
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      return Stream.of(name); // opening it reports why
    }
  }

  private void readFile(String file, int before, int files) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        readImages(file, standardInput, () -> (double) before / files);
        return;
      }
      try (FileChannel channel = FileChannel.open(Path.of(file))) {
        double size = Math.max(1, channel.size());
        InputStream in = Channels.newInputStream(channel);
        readImages(file, in, () -> (before + position(channel) / size) / files);
      }
    } catch (ImageException e) {
      visitor.onProblem(file, e.getMessage());
    } catch (OutOfMemoryError e) { // what it took is free again: the next may be smaller
      visitor.onProblem(
          file, "needs more memory than Java may use; a smaller image, or a larger -Xmx, helps");
    } catch (NoSuchFileException e) {
      visitor.onProblem(file, "does not exist");
    } catch (AccessDeniedException e) {
      visitor.onProblem(file, "cannot be read: permission denied");
    } catch (IOException | InvalidPathException e) {
      visitor.onProblem(file, "cannot be read: " + e.getMessage());
    }
  }

  private void readImages(String file, InputStream in, DoubleSupplier done) throws IOException {
    ImageFile.read(
        in,
        images,
        new ImageFile.Receiver() {
          @Override
          public boolean onImage(long index, float[] pixels) {
            double share = done.getAsDouble();
            wanted = visitor.onImage(file, OptionalLong.of(index), pixels, share);
            return wanted;
          }

          @Override
          public void onPicture(BufferedImage picture) {
            wanted = visitor.onPicture(file, picture, images, done.getAsDouble());
          }

          @Override
          public void onNote(String note) {
            visitor.onNote(file, note);
          }
        });
  }

  private static long position(FileChannel channel) {
    try {
      return channel.position();
    } catch (IOException e) {
      return 0; // the next read reports it
    }
  }
}
