package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.format.Images;
import io.github.mnistdl4j.serving.http.Refusal;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** Finds the picture in a request's body. */
final class PictureBody {
  private static final String FIELD = "image";
  private static final String MULTIPART = "multipart/form-data";
  private static final int MAX_PARTS = 8;
  private static final int MAX_PART_HEADERS = 4096;

  private PictureBody() {}

  /**
   * Asks about a picture.
   *
   * @param question may throw an {@link ImageException}
   * @throws RequestException if it cannot be read (415), has no ink on it (422), or there is too
   *     little memory for it (503)
   */
  static <T> T ask(byte[] file, Function<DecodedImage, T> question) {
    try {
      return question.apply(decode(file));
    } catch (ImageException e) {
      throw new RequestException(
          HttpStatus.UNPROCESSABLE_ENTITY_422,
          "the picture " + e.getMessage(),
          Map.of("rejected", true, "reason", Rejection.BLANK.reason()));
    } catch (OutOfMemoryError e) { // what it took is free again
      throw new RequestException(
          HttpStatus.SERVICE_UNAVAILABLE_503,
          Refusal.MEMORY,
          "the picture needs more memory than the server has now; send a smaller one");
    }
  }

  /**
   * Returns the picture in a body.
   *
   * @param type the header Content-Type; unless it says multipart, the body is the picture
   * @throws RequestException if there is none (400)
   */
  static byte[] file(String type, byte[] body) {
    boolean multipart = type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    return multipart ? part(type, body) : body;
  }

  private static DecodedImage decode(byte[] file) {
    try {
      return Images.decode(file);
    } catch (ImageException e) {
      throw new RequestException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "the picture " + e.getMessage());
    }
  }

  private static byte[] part(String type, byte[] body) {
    @Nullable String boundary = MultiPart.extractBoundary(type);
    if (boundary == null) {
      throw RequestException.badRequest("the header Content-Type has no boundary");
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
    parser.setMaxMemoryFileSize(-1); // never a file
    CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
    parser.parse(Content.Source.from(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(parsed));
    try (MultiPartFormData.Parts parts = parsed.join()) {
      MultiPart.@Nullable Part part = parts.getFirst(FIELD);
      if (part == null) {
        throw RequestException.badRequest("the form has no field \"%s\" with the picture", FIELD);
      }
      return BufferUtil.toArray(Content.Source.asByteBuffer(part.getContentSource()));
    } catch (CompletionException | IllegalStateException | IOException e) {
      throw RequestException.badRequest("the form is damaged");
    }
  }
}
