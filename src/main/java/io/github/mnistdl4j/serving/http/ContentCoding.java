package io.github.mnistdl4j.serving.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.QuotedQualityCSV;

/**
 * How a body is compressed (RFC 9110, section 8.4.1); {@code deflate} is the format of zlib.
 * Jetty's own handlers know gzip only, and no bound of all bodies together.
 */
enum ContentCoding {
  GZIP,
  DEFLATE;

  private static final int PIECE_BYTES = 8192;

  /**
   * Returns the coding that a header {@code Content-Encoding} names; empty for none.
   *
   * @throws RequestException if it is another one (415)
   */
  static Optional<ContentCoding> of(String header) {
    return switch (header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.empty();
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default ->
          throw new RequestException(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
              "Content-Encoding is \"%.40s\", but must be gzip, deflate or identity"
                  .formatted(header));
    };
  }

  /** Returns the coding that a header {@code Accept-Encoding} asks for; empty for none. */
  static Optional<ContentCoding> wanted(String header) {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    QuotedQualityCSV names = new QuotedQualityCSV();
    names.addValue(header);
    for (String name : names) { // best first, without those of q=0
      switch (name.toLowerCase(Locale.ROOT)) {
        case "gzip", "x-gzip", "*" -> {
          return Optional.of(GZIP);
        }
        case "deflate" -> {
          return Optional.of(DEFLATE);
        }
        case "identity" -> {
          return Optional.empty();
        }
        default -> {} // one that browsers know besides
      }
    }
    return Optional.empty();
  }

  /** Returns its name in headers. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns a buffer's bytes, compressed. */
  byte[] pack(ByteBuffer plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.remaining());
    byte[] bytes = new byte[plain.remaining()];
    plain.slice().get(bytes);
    try (OutputStream out =
        this == GZIP ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is none in memory
    }
    return packed.toByteArray();
  }

  /**
   * Unpacks a body, whose room is given back, within the limits; no more is unpacked than fits.
   *
   * @return the bytes, whose room must be released when they are not needed any more
   * @throws RequestException if they are not packed so (400), or too many (413, or 429 with those
   *     of all bodies); then nothing is to be released
   */
  byte[] unpack(byte[] packed, BodyLimits limits) {
    BoundedBytes plain = new BoundedBytes(limits, limits.maxBytes());
    try (InputStream in = open(packed)) {
      byte[] piece = new byte[PIECE_BYTES];
      for (int n; (n = in.read(piece)) >= 0; ) {
        plain.add(ByteBuffer.wrap(piece, 0, n));
      }
      return plain.all();
    } catch (IOException e) {
      plain.discard();
      throw RequestException.badRequest(
          "the body is not in the form of %s, as Content-Encoding says", header());
    } catch (RequestException e) {
      plain.discard();
      throw e;
    } finally {
      limits.release(packed.length);
    }
  }

  private InputStream open(byte[] packed) throws IOException {
    InputStream in = new ByteArrayInputStream(packed);
    return this == GZIP ? new GZIPInputStream(in) : new InflaterInputStream(in);
  }
}
