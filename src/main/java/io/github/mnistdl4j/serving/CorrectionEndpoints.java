package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.serving.corrections.Correction;
import io.github.mnistdl4j.serving.corrections.Corrections;
import io.github.mnistdl4j.serving.http.BearerToken;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.eclipse.jetty.http.HttpStatus;

/** {@code /corrections}: drawings that users named themselves. */
record CorrectionEndpoints(ServerParts parts, ServerSettings settings, PictureEndpoints pictures) {
  private static final String PNG = "png";

  /**
   * What is kept; its components are the members of the answer's JSON.
   *
   * @param most as many as may be
   */
  record Listing(List<Correction> corrections, int most) {}

  /**
   * What was kept or deleted; its components are the members of the answer's JSON.
   *
   * @param kept how many there are now
   */
  record Change(String id, int kept) {}

  /** Returns whether pictures are kept: in a folder that is named, and not for just anyone. */
  static boolean areAllowed(ServerSettings settings) {
    return settings.limits().corrections().isPresent() && !settings.isOpenToAll();
  }

  /** Lists what is kept. */
  CompletableFuture<Reply> list(Exchange exchange, Map<String, String> variables) {
    return answer(exchange, store -> Reply.json(new Listing(store.list(), Corrections.MOST)));
  }

  /** Answers with a picture. */
  CompletableFuture<Reply> picture(Exchange exchange, Map<String, String> variables) {
    String id = id(variables);
    return answer(
        exchange, store -> Reply.of("image/png", store.read(id).orElseThrow(() -> notFound(id))));
  }

  /** Deletes a picture. */
  CompletableFuture<Reply> delete(Exchange exchange, Map<String, String> variables) {
    String id = id(variables);
    return answer(
        exchange,
        store -> {
          if (!store.delete(id)) {
            throw notFound(id);
          }
          return Reply.json(new Change(id, store.list().size()));
        });
  }

  /** Keeps a picture, of which the query says what it shows. */
  CompletableFuture<Reply> keep(Exchange exchange, Map<String, String> variables) {
    Corrections store = store();
    ServedModel model = parts.models().current();
    DatasetInfo images = model.predictor().images();
    int label =
        PictureEndpoints.label(exchange.request().getHttpURI().getQuery(), images)
            .filter(named -> named < images.answerClasses())
            .orElseThrow(
                () ->
                    RequestException.badRequest(
                        "the query must say what the picture shows: digit=0 to digit=%d, or class=NAME",
                        images.answerClasses() - 1));
    return pictures.ask(
        exchange,
        picture -> {
          requireInk(model.predictor(), picture);
          Correction kept = store.keep(images.name(label), model.version(), png(picture));
          return Reply.json(new Change(kept.id(), store.list().size()));
        });
  }

  /** Refuses what training could not read. */
  private static void requireInk(Predictor predictor, DecodedImage picture) {
    var unused = predictor.prepare(picture.pixels());
  }

  /** Returns a picture in a new file, without what else was in that which was sent. */
  private static byte[] png(DecodedImage picture) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture.pixels(), PNG, file)) {
        BufferedImage copy =
            new BufferedImage(
                picture.pixels().getWidth(),
                picture.pixels().getHeight(),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(picture.pixels(), 0, 0, null);
        graphics.dispose();
        ImageIO.write(copy, PNG, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return file.toByteArray();
  }

  private CompletableFuture<Reply> answer(Exchange exchange, Function<Corrections, Reply> reply) {
    Corrections store = store();
    return CompletableFuture.supplyAsync(() -> reply.apply(store), exchange.executor());
  }

  private Corrections store() {
    if (!areAllowed(settings)) {
      throw new RequestException(
          HttpStatus.FORBIDDEN_403,
          settings.isOpenToAll()
              ? "corrections are off on %s without a token; serving.token-file or the variable %s sets one"
                  .formatted(settings.host(), BearerToken.VARIABLE)
              : "corrections are off here; serving.corrections names the folder that keeps them");
    }
    return parts.corrections().orElseThrow();
  }

  private static String id(Map<String, String> variables) {
    return variables.getOrDefault("id", "");
  }

  private static RequestException notFound(String id) {
    return new RequestException(
        HttpStatus.NOT_FOUND_404,
        "there is no correction \"%.120s\"; GET /corrections lists them".formatted(id));
  }
}
