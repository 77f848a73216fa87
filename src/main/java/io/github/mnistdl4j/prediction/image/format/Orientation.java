package io.github.mnistdl4j.prediction.image.format;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Turns pictures as a camera's note of its orientation says: Exif's tag 0x0112, 1 to 8, in a block
 * that is a small TIFF file, and in a TIFF file itself.
 */
final class Orientation {
  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int UPRIGHT = 1;

  private Orientation() {}

  /**
   * Returns the orientation.
   *
   * @param exif a block of Exif data, which may be empty or damaged
   * @return 1 to 8; 1 if there is none, or none that makes sense
   */
  static int of(ByteBuffer exif) {
    try {
      ByteBuffer tiff = exif.slice();
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + ENTRY_BYTES * i;
        if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
          int value = tiff.getShort(entry + 8);
          return value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      return UPRIGHT; // a damaged note is none
    }
    return UPRIGHT;
  }

  /** Returns whether width and height change places. */
  static boolean turns(int orientation) {
    return orientation >= 5;
  }

  /** Returns a picture turned and mirrored so that it is upright. */
  static BufferedImage upright(BufferedImage picture, int orientation) {
    if (orientation == UPRIGHT) {
      return picture;
    }
    int w = picture.getWidth();
    int h = picture.getHeight();
    boolean turned = turns(orientation);
    WritableRaster from = picture.getRaster();
    WritableRaster to = from.createCompatibleWritableRaster(turned ? h : w, turned ? w : h);
    Object pixel = null;
    for (int y = 0; y < to.getHeight(); y++) {
      for (int x = 0; x < to.getWidth(); x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        boolean right =
            orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean bottom =
            orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        pixel =
            from.getDataElements(
                from.getMinX() + (right ? w - 1 - column : column),
                from.getMinY() + (bottom ? h - 1 - row : row),
                pixel);
        to.setDataElements(x, y, pixel);
      }
    }
    return new BufferedImage(picture.getColorModel(), to, picture.isAlphaPremultiplied(), null);
  }
}
