package io.github.mnistdl4j.interop.keras;

import io.github.mnistdl4j.interop.dense.InteropException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.object.message.DataLayout;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HDF5 file in memory. Links to elsewhere, external and virtual data sets are refused, and
 * so are data sets that would unpack to far more than the file. Whatever a damaged file makes the
 * library throw becomes an {@link InteropException}.
 */
final class HdfSource implements WeightSource, AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** Weights hardly shrink; what claims to have shrunk more is meant to exhaust memory. */
  private static final long MOST_UNPACKED = 100;

  /** Beside each file's size: a small file of zeros may have shrunk well. */
  private static final long FREE_BYTES = 1 << 20;

  /** Attributes above 64 KB are split by Keras into numbered ones; so many are looked for. */
  private static final int MOST_PARTS = 1000;

  private final Path path;
  private final long size;

  /** Bytes of all data sets that were read, so that none is read too often. */
  private long unpacked;

  private final HdfFile file;

  /**
   * @param path what messages call it
   * @throws InteropException if it is damaged
   */
  HdfSource(Path path, byte[] content) {
    this.path = path;
    this.size = content.length;
    this.file = guarded(() -> HdfFile.fromBytes(content));
  }

  /** Returns whether a file begins as HDF5 does. */
  static boolean isHdf(byte[] start) {
    return start.length >= SIGNATURE.length
        && IntStream.range(0, SIGNATURE.length).allMatch(i -> start[i] == SIGNATURE[i]);
  }

  @Override
  public boolean has(String name) {
    return node(name).isPresent();
  }

  @Override
  public List<String> names(String group) {
    return guarded(
        () ->
            node(group)
                .filter(Group.class::isInstance)
                .map(found -> List.copyOf(((Group) found).getChildren().keySet()))
                .orElse(List.of()));
  }

  /** Returns a text; empty if the group or the attribute is missing or has something else. */
  Optional<String> text(String group, String attribute) {
    return attribute(group, attribute)
        .map(Attribute::getData)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** Returns a list of texts, also one that Keras has split; empty if there is none. */
  @Override
  public Optional<List<String>> texts(String group, String attribute) {
    if (attribute(group, attribute).isPresent()) {
      return attribute(group, attribute).map(HdfSource::texts);
    }
    List<String> parts =
        IntStream.range(0, MOST_PARTS)
            .mapToObj(i -> attribute(group, attribute + i))
            .takeWhile(Optional::isPresent)
            .flatMap(part -> texts(part.orElseThrow()).stream())
            .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  @Override
  public HdfArray array(String name) {
    return guarded(
        () -> {
          Node node = node(name).orElseThrow(() -> problem("has no data set " + printable(name)));
          if (!(node instanceof Dataset data)) {
            throw problem("has a group %s in place of a data set".formatted(printable(name)));
          }
          requireReadable(name, data);
          return new HdfArray(data.getDimensions(), floats(name, data));
        });
  }

  private void requireReadable(String name, Dataset data) {
    if (data.isCompound() || data.isVariableLength()) {
      throw problem("has a data set %s that holds no plain numbers".formatted(name));
    }
    if (data.getDataLayout() == DataLayout.CONTIGUOUS
        && data.getStorageInBytes() > size
        && data.getSize() > 0) {
      throw problem("has a data set %s that does not lie in it".formatted(printable(name)));
    }
    unpacked = Math.addExact(unpacked, Math.multiplyExact(data.getSize(), 8));
    if (data.getSize() < 0 || unpacked > MOST_UNPACKED * size + FREE_BYTES) {
      throw problem(
          "says that its data set %s has %d numbers, far more than fit into %d bytes"
              .formatted(printable(name), data.getSize(), size));
    }
  }

  private float[] floats(String name, Dataset data) {
    if (data.isEmpty()) {
      throw problem("has an empty data set " + printable(name));
    }
    Object flat =
        data.isScalar()
            ? new Object[] {data.getData()}
            : data instanceof ChunkedDataset chunked
                ? HdfChunks.numbers(chunked)
                : data.getDataFlat();
    int length = Array.getLength(flat);
    if (length != data.getSize()) {
      throw problem("has a damaged data set " + printable(name));
    }
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      if (!(Array.get(flat, i) instanceof Number number)) {
        throw problem("has a data set %s that holds no numbers".formatted(printable(name)));
      }
      numbers[i] = number.floatValue();
      if (!Float.isFinite(numbers[i])) {
        throw problem("holds %s in %s, which is no weight".formatted(number, printable(name)));
      }
    }
    return numbers;
  }

  /** Returns an error about this file. */
  InteropException problem(String found) {
    return new InteropException("%s %s.".formatted(path, found));
  }

  private static String printable(String name) {
    return InteropException.printable(name);
  }

  /** Finds a group or data set; a link is no way to it. */
  private Optional<Node> node(String name) {
    return guarded(
        () -> {
          Node node = file;
          for (String part : name.isEmpty() ? new String[0] : name.split("/", 32)) {
            @Nullable Node child = node instanceof Group group ? group.getChild(part) : null;
            if (child == null) {
              return Optional.empty();
            }
            if (child.isLink()) {
              throw problem("has a link %s, which is not followed".formatted(printable(name)));
            }
            node = child;
          }
          return Optional.of(node);
        });
  }

  private Optional<Attribute> attribute(String group, String name) {
    return guarded(() -> node(group).map(node -> node.getAttribute(name)));
  }

  private static List<String> texts(Attribute attribute) {
    Object data = attribute.isEmpty() ? new String[0] : attribute.getData();
    return data instanceof String[] all
        ? List.of(all)
        : Stream.of(data).filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** Damaged files make the library throw whatever comes of reading them. */
  private <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (InteropException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new InteropException(
          "%s is damaged, or uses a part of HDF5 that is not supported (%s). Save it again with Keras."
              .formatted(path, printable(String.valueOf(e.getMessage()))),
          e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
