package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.serving.http.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;

/** Brings an inference request's pictures to the form of the images that a model takes. */
record PictureTensor(Predictor predictor, Metrics metrics) {

  /**
   * Prepares all pictures of a request, one after the other, as long as somebody waits for it.
   *
   * @param prepared completed with the request that has images in their place, or with what is
   *     wrong with one of them
   */
  void prepare(InferRequest request, CompletableFuture<InferRequest> prepared) {
    try {
      List<float[]> images = new ArrayList<>();
      for (byte[] file : request.pictures()) {
        if (prepared.isDone()) { // the request was answered: its time is over
          return;
        }
        images.add(prepare(file, images.size()));
      }
      prepared.complete(request.withImages(images));
    } catch (Throwable e) {
      prepared.completeExceptionally(e);
    }
  }

  private float[] prepare(byte[] file, int number) {
    try {
      PreparedImage image =
          PictureBody.ask("", file, picture -> predictor.prepare(picture.pixels()));
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
