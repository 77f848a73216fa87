package io.github.mnistdl4j.interop.keras;

import io.jhdf.AbstractNode;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a data set that HDF5 keeps in chunks, each of them filtered: deflated (gzip), shuffled,
 * with a checksum. The library's own code needs further libraries for filters that Keras does not
 * use, and would unpack whatever a chunk says.
 */
final class HdfChunks {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int CHECKSUM_BYTES = 4;

  private final ChunkedDataset data;
  private final List<FilterInfo> filters;
  private final int element;
  private final int rows;
  private final int columns;
  private final int chunkRows;
  private final int chunkColumns;

  /** Takes one with one or two dimensions. */
  private HdfChunks(ChunkedDataset data) {
    this.data = data;
    this.filters =
        ((AbstractNode) data)
            .getHeader().getMessagesOfType(FilterPipelineMessage.class).stream()
                .flatMap(message -> message.getFilters().stream())
                .toList();
    this.element = data.getDataType().getSize();
    int[] sides = data.getDimensions();
    int[] chunk = data.getChunkDimensions();
    if (sides.length < 1 || sides.length > 2 || chunk.length < sides.length) {
      throw new HdfException("a chunked data set with %d dimensions".formatted(sides.length));
    }
    boolean flat = sides.length == 1;
    this.rows = flat ? 1 : sides[0];
    this.columns = sides[sides.length - 1];
    this.chunkRows = flat ? 1 : chunk[0];
    this.chunkColumns = chunk[sides.length - 1];
  }

  /**
   * Returns all numbers, row by row, in an array of their type.
   *
   * @throws HdfException if it has other filters or is damaged
   */
  static Object numbers(ChunkedDataset data) {
    HdfChunks chunks = new HdfChunks(data);
    ByteBuffer bytes = ByteBuffer.wrap(chunks.unpack());
    if (data.getDataType() instanceof OrderedDataType ordered) {
      bytes.order(ordered.getByteOrder());
    }
    int count = Math.multiplyExact(chunks.rows, chunks.columns);
    return DatasetReader.readDataset(
        data.getDataType(), bytes, count, data.getHdfFile().getHdfBackingStorage());
  }

  private byte[] unpack() {
    int rowBytes = Math.multiplyExact(columns, element);
    byte[] whole = new byte[Math.multiplyExact(rows, rowBytes)];
    for (int row = 0; row < rows; row += chunkRows) {
      for (int column = 0; column < columns; column += chunkColumns) {
        byte[] chunk = chunk(row, column);
        int copied = Math.min(chunkColumns, columns - column) * element;
        for (int y = 0; y < Math.min(chunkRows, rows - row); y++) {
          System.arraycopy(
              chunk,
              y * chunkColumns * element,
              whole,
              (row + y) * rowBytes + column * element,
              copied);
        }
      }
    }
    return whole;
  }

  private byte[] chunk(int row, int column) {
    int[] offset = data.getDimensions().length == 1 ? new int[] {column} : new int[] {row, column};
    ByteBuffer raw = data.getRawChunkBuffer(offset);
    byte[] bytes = new byte[raw.remaining()];
    raw.get(bytes);
    int size = Math.multiplyExact(Math.multiplyExact(chunkRows, chunkColumns), element);
    for (int i = filters.size() - 1; i >= 0; i--) {
      FilterInfo filter = filters.get(i);
      bytes =
          switch (filter.getId()) {
            case FLETCHER32 -> Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
            case DEFLATE -> inflate(bytes, size);
            case SHUFFLE -> unshuffle(bytes);
            default -> throw new HdfException("the compression " + filter.getId());
          };
    }
    if (bytes.length != size) {
      throw new HdfException("a chunk of %d bytes, not %d".formatted(bytes.length, size));
    }
    return bytes;
  }

  /** HDF5 leaves out the filter where it does not make a chunk smaller. */
  private static byte[] inflate(byte[] bytes, int size) {
    if (bytes.length == size) {
      return bytes;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      byte[] inflated = new byte[size];
      int length = inflater.inflate(inflated);
      return Arrays.copyOf(inflated, length);
    } catch (DataFormatException e) {
      throw new HdfException("a chunk that is damaged", e);
    } finally {
      inflater.end();
    }
  }

  /** All first bytes of the numbers come first, then all second ones, and so on. */
  private byte[] unshuffle(byte[] bytes) {
    byte[] numbers = new byte[bytes.length];
    int count = bytes.length / element;
    for (int i = 0; i < count; i++) {
      for (int part = 0; part < element; part++) {
        numbers[i * element + part] = bytes[part * count + i];
      }
    }
    return numbers;
  }
}
