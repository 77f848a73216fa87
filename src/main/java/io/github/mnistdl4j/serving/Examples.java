package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /examples}: test images to try, of each class one that the model is right about, and
 * those that it is most sure and wrong about. They are looked for when somebody asks first. Safe to
 * use from several threads.
 */
final class Examples {
  private static final int CLASSES = 10;
  private static final int HARD = 5;

  /** As many as MNIST has are looked at, which takes half a second. */
  private static final int MOST_IMAGES = 10_000;

  private final ServerParts parts;
  private @Nullable ServedModel model;
  private List<Example> found = List.of();

  Examples(ServerParts parts) {
    this.parts = parts;
  }

  /**
   * A test image; its components are members of the answer's JSON.
   *
   * @param label what it shows
   * @param hard whether the model is wrong about it
   * @param pixels {@code [height · width]} bytes in Base64: 0 background, 255 ink
   */
  record Example(String label, boolean hard, int width, int height, String pixels) {}

  /** All of them; its component is the member of the answer's JSON. */
  record Found(List<Example> examples) {}

  CompletableFuture<Reply> list(Exchange exchange, Map<String, String> variables) {
    return exchange.cancelWhenAnswered(
        CompletableFuture.supplyAsync(
            () -> Reply.json(new Found(of(parts.models().current()))), parts.workers()));
  }

  private synchronized List<Example> of(ServedModel served) {
    if (model != served) {
      found = served.testImages().get().map(images -> choose(served, images)).orElse(List.of());
      model = served;
    }
    return found;
  }

  private static List<Example> choose(ServedModel served, Digits images) {
    int n = Math.min(images.size(), MOST_IMAGES);
    Map<Integer, Float> wrong = new TreeMap<>();
    Map<Integer, Integer> right = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      Prediction prediction = served.predictor().predict(Digits.scaled(images.image(i)));
      if (prediction.digit() == images.label(i)) {
        right.putIfAbsent(images.label(i), i);
      } else {
        wrong.put(i, prediction.probability());
      }
    }
    List<Example> chosen = new ArrayList<>();
    right.values().stream().limit(CLASSES).forEach(i -> chosen.add(example(images, i, false)));
    wrong.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(HARD)
        .forEach(entry -> chosen.add(example(images, entry.getKey(), true)));
    return chosen;
  }

  private static Example example(Digits images, int index, boolean hard) {
    return new Example(
        images.info().name(images.label(index)),
        hard,
        images.info().width(),
        images.info().height(),
        Base64.getEncoder().encodeToString(images.image(index)));
  }
}
