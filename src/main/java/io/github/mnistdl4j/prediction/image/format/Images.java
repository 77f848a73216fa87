package io.github.mnistdl4j.prediction.image.format;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.commons.io.function.IOFunction;

/**
 * Reads untrusted pictures: only PNG, JPEG, GIF, BMP, TIFF and WebP, and none that would unpack to
 * more memory than a program has. Of pictures with more than {@link #WHOLE_SIDE} pixels along a
 * side only every second, third… row and column is decoded. Of a GIF or TIFF the first image
 * counts. Pictures are turned upright as their camera notes (Exif). Safe to use from several
 * threads.
 */
public final class Images {
  /** Most bytes of a file. */
  public static final int MAX_BYTES = 64 << 20;

  /** Most pixels along a side. */
  public static final int MAX_SIDE = 10_000;

  /** Most pixels of a picture. */
  public static final int MAX_PIXELS = 64_000_000;

  /** Most pixels of a TIFF, which may have to be unpacked whole. */
  public static final int MAX_WHOLE_PIXELS = 16_000_000;

  /** Most pixels of a WebP: to decode so many takes a second or two. */
  public static final int MAX_WEBP_PIXELS = 4_000_000;

  /** Most pixels along a side that are decoded; of larger pictures rows and columns are skipped. */
  public static final int WHOLE_SIDE = 1024;

  private static final List<String> FORMATS = List.of("png", "jpeg", "gif", "bmp", "tif", "webp");

  private static final List<String> UNPACKED_WHOLE = List.of("tif", "webp");

  /** Most pixels of a TIFF or WebP that needs no more than others: 36 MB for a WebP. */
  private static final int SMALL_PIXELS = 500_000;

  /** What the decoder of WebP needs in memory, measured. */
  private static final int WEBP_BYTES_PER_PIXEL = 72;

  /** The share of Java's memory that one picture may need to be decoded. */
  private static final int MEMORY_SHARE = 2;

  /** One picture at a time of those that need much memory. */
  private static final Semaphore LARGE = new Semaphore(1);

  private Images() {}

  /**
   * Reads a picture to the stream's end; does not close it.
   *
   * @throws ImageException as {@link #read(byte[])}
   * @throws IOException if the stream cannot be read
   */
  public static BufferedImage read(InputStream in) throws IOException {
    return decode(in).pixels();
  }

  /**
   * Reads a picture to the stream's end, and how large it was; does not close the stream.
   *
   * @throws ImageException as {@link #read(byte[])}
   * @throws IOException if the stream cannot be read
   */
  public static DecodedImage decode(InputStream in) throws IOException {
    return decode(in.readNBytes(MAX_BYTES + 1));
  }

  /**
   * Reads a picture; its size is checked before its pixels are unpacked, and at most 8 MiB of them
   * are kept.
   *
   * @param bytes a file in one of the formats, at most {@link #MAX_BYTES}
   * @throws ImageException if it is none of them, damaged, truncated, larger than {@link #MAX_SIDE}
   *     or {@link #MAX_PIXELS} allow, or a JPEG of more than 100 scans
   */
  public static BufferedImage read(byte[] bytes) {
    return decode(bytes).pixels();
  }

  /**
   * Reads a picture, and how large it was before it was thinned out.
   *
   * @throws ImageException as {@link #read(byte[])}
   */
  public static DecodedImage decode(byte[] bytes) {
    return askChecked(
        bytes,
        reader -> {
          int step = step(reader);
          int orientation = orientation(bytes, reader);
          Dimension size = size(reader, orientation);
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceSubsampling(step, step, 0, 0);
          BufferedImage upright = Orientation.upright(pixels(reader, param), orientation);
          return new DecodedImage(upright, step, size.width, size.height);
        });
  }

  private static BufferedImage pixels(ImageReader reader, ImageReadParam param) throws IOException {
    if (!isLarge(reader)) {
      return reader.read(0, param);
    }
    LARGE.acquireUninterruptibly();
    try {
      return reader.read(0, param);
    } finally {
      LARGE.release();
    }
  }

  /**
   * Returns a picture's width and height without unpacking its pixels.
   *
   * @throws ImageException as {@link #read(byte[])}, as far as it can be seen
   */
  public static Dimension size(byte[] bytes) {
    return askChecked(bytes, reader -> size(reader, orientation(bytes, reader)));
  }

  /**
   * Returns whether a picture needs so much time and memory that only one such is decoded at a
   * time; false if it cannot be read. Quick, since only the picture's header is looked at.
   */
  public static boolean isLarge(byte[] bytes) {
    try {
      return ask(bytes, Images::isLarge);
    } catch (ImageException e) {
      return false;
    }
  }

  private static boolean isLarge(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    return pixels > (UNPACKED_WHOLE.contains(format(reader)) ? SMALL_PIXELS : MAX_WHOLE_PIXELS);
  }

  private static Dimension size(ImageReader reader, int orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    return Orientation.turns(orientation)
        ? new Dimension(height, width)
        : new Dimension(width, height);
  }

  private static int orientation(byte[] bytes, ImageReader reader) throws IOException {
    return Orientation.of(ExifBlock.of(bytes, format(reader)));
  }

  private static <T> T askChecked(byte[] bytes, IOFunction<ImageReader, T> question) {
    return ask(
        bytes,
        reader -> {
          requireWhole(bytes, reader);
          requireSize(reader);
          return question.apply(reader);
        });
  }

  private static <T> T ask(byte[] bytes, IOFunction<ImageReader, T> question) {
    if (bytes.length > MAX_BYTES) {
      throw new ImageException("has more than %d MiB".formatted(MAX_BYTES >> 20));
    }
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = reader(in, bytes);
      try {
        reader.setInput(in, true, true);
        return question.apply(reader);
      } finally {
        reader.dispose();
      }
    } catch (ImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the readers throw all kinds at damaged files
      String reason = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?");
      throw new ImageException(
          "is damaged, or of a kind that Java cannot read (%.80s)".formatted(reason), e);
    }
  }

  private static ImageReader reader(ImageInputStream in, byte[] bytes) throws IOException {
    for (Iterator<ImageReader> all = ImageIO.getImageReaders(in); all.hasNext(); ) {
      ImageReader reader = all.next();
      if (FORMATS.contains(format(reader))) {
        return reader;
      }
    }
    throw new ImageException(
        ForeignFormat.problem(bytes)
            .orElse("is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it " + start(bytes)));
  }

  private static String format(ImageReader reader) throws IOException {
    String name = reader.getFormatName().toLowerCase(Locale.ROOT);
    return name.equals("tiff") ? "tif" : name;
  }

  /** Returns every how manieth row and column is read, so that {@link #WHOLE_SIDE} is kept. */
  private static int step(ImageReader reader) throws IOException {
    int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
    return (longest + WHOLE_SIDE - 1) / WHOLE_SIDE;
  }

  private static String start(byte[] bytes) {
    return bytes.length == 0
        ? "is empty"
        : "starts with the bytes "
            + HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 4)));
  }

  private static void requireWhole(byte[] bytes, ImageReader reader) throws IOException {
    switch (format(reader)) {
      case "jpeg" -> JpegScans.require(bytes);
      case "png" -> PngEnd.require(bytes);
      case "tif" -> TiffSamples.require(reader);
      default -> {} // what is missing is not seen before the pixels are read
    }
  }

  private static void requireSize(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    int most = most(format(reader));
    boolean fits =
        Math.min(width, height) >= 1
            && Math.max(width, height) <= MAX_SIDE
            && (long) width * height <= most;
    if (!fits) {
      throw new ImageException(
          "has %d × %d pixels; at most %d a side and %s million in all can be used"
              .formatted(width, height, MAX_SIDE, millions(most)));
    }
  }

  private static String millions(int pixels) {
    return BigDecimal.valueOf(pixels / 10_000, 2).stripTrailingZeros().toPlainString();
  }

  private static int most(String format) {
    return switch (format) {
      case "webp" -> {
        long memory = Runtime.getRuntime().maxMemory() / MEMORY_SHARE;
        yield (int) Math.min(MAX_WEBP_PIXELS, memory / WEBP_BYTES_PER_PIXEL);
      }
      case "tif" -> MAX_WHOLE_PIXELS;
      default -> MAX_PIXELS;
    };
  }
}
