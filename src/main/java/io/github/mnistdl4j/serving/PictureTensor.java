package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;

/** Brings an inference request's pictures to the form of the images that a model takes. */
record PictureTensor(Predictor predictor, Metrics metrics) {

  /**
   * Prepares all pictures of a request, one after the other, until it has been answered.
   *
   * @return the request with images in their place
   * @throws RequestException if something is wrong with one of them
   */
  InferRequest prepare(InferRequest request, BooleanSupplier answered) {
    List<float[]> images = new ArrayList<>();
    for (byte[] file : request.pictures()) {
      if (answered.getAsBoolean()) { // its time is over
        throw new CancellationException();
      }
      images.add(prepare(file, images.size()));
    }
    return request.withImages(images);
  }

  private float[] prepare(byte[] file, int number) {
    try {
      PreparedImage image = PictureBody.ask(file, picture -> predictor.prepare(picture.pixels()));
      metrics.rejected(image.rejection());
      return image.pixels();
    } catch (RequestException e) {
      throw refusal(e, number);
    }
  }

  private RequestException refusal(RequestException e, int number) {
    boolean blank = e.status() == HttpStatus.UNPROCESSABLE_ENTITY_422;
    metrics.rejected(blank ? Optional.of(Rejection.BLANK) : Optional.empty());
    boolean unreadable = e.status() == HttpStatus.UNSUPPORTED_MEDIA_TYPE_415;
    return new RequestException(
        unreadable ? HttpStatus.BAD_REQUEST_400 : e.status(),
        "inputs[0].data: element %d: %s".formatted(number, e.getMessage()));
  }
}
