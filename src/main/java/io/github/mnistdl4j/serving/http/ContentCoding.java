package io.github.mnistdl4j.serving.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a body is compressed (RFC 9110, section 8.4.1); {@code deflate} is the format of zlib.
 * Jetty's own handlers know only gzip, and have no limit for all bodies together.
 */
enum ContentCoding {
  GZIP,
  DEFLATE;

  private static final int PIECE_BYTES = 8192;

  /** A coding and its quality value: from 0, not acceptable, to 1. */
  private static final Pattern ACCEPTED =
      Pattern.compile("([^;\\s]+)(?:\\s*;\\s*[qQ]=([01](?:\\.\\d{0,3})?))?");

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

  /**
   * Returns the coding that a header {@code Accept-Encoding} asks for (RFC 9110, section 12.5.3);
   * empty for none. Malformed items are ignored.
   */
  static Optional<ContentCoding> wanted(String header) {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Float> qualities = new HashMap<>();
    for (String item : header.split(",", -1)) {
      Matcher matcher = ACCEPTED.matcher(item.strip());
      if (matcher.matches()) {
        @Nullable String quality = matcher.group(2);
        float value = quality == null ? 1 : Float.parseFloat(quality);
        qualities.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
      }
    }
    float others = qualities.getOrDefault("*", 0f);
    float gzip = qualities.getOrDefault("gzip", others);
    float deflate = qualities.getOrDefault("deflate", others);
    float least = Math.max(Float.MIN_VALUE, qualities.getOrDefault("identity", 0f));
    if (Math.max(gzip, deflate) < least) {
      return Optional.empty();
    }
    return Optional.of(gzip >= deflate ? GZIP : DEFLATE);
  }

  /** Returns its name in headers. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the compressed bytes of a buffer. */
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
   * Unpacks a body within the limits, and no further than them, and gives back its room.
   *
   * @return the bytes, whose room must be released when they are no longer needed
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
    } catch (RuntimeException | Error e) { // too many bytes, or no memory
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
