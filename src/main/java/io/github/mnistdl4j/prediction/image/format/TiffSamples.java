package io.github.mnistdl4j.prediction.image.format;

import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a TIFF image's pixels. Where they differ in bits, as they may in a damaged file,
 * Java's reader makes a table of all values that each can have: 4 GB for 30 bits.
 */
final class TiffSamples {
  private static final int MOST_BITS = 16;

  /** Numbers that are not converted by a table: integers and floats, doubles. */
  private static final Set<Long> WORDS = Set.of(32L, 64L);

  private TiffSamples() {}

  /**
   * Refuses an image that would need such a table.
   *
   * @param reader of a TIFF image
   * @throws ImageException if a sample has more than 16 bits, but not 32 or 64
   */
  static void require(ImageReader reader) throws IOException {
    @Nullable TIFFField field =
        TIFFDirectory.createFromMetadata(reader.getImageMetadata(0))
            .getTIFFField(BaselineTIFFTagSet.TAG_BITS_PER_SAMPLE);
    for (int i = 0; field != null && i < field.getCount(); i++) {
      long bits = field.getAsLong(i);
      if (bits > MOST_BITS && !WORDS.contains(bits)) {
        throw new ImageException(
            "has samples of %d bits; TIFF images with samples of at most %d bits, of 32 or of 64, can be used"
                .formatted(bits, MOST_BITS));
      }
    }
  }
}
