package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.Digits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image about which a network was wrong.
 *
 * @param image its index in the split, from 0
 * @param truth what it shows, 0 to 9
 * @param predicted what the network took it for, 0 to 9
 * @param outputs the output for each class, 10; behind softmax its probabilities
 */
public record Mistake(int image, int truth, int predicted, List<Float> outputs) {

  public Mistake {
    outputs = List.copyOf(outputs);
  }

  /** Returns the output for the predicted class, the largest. */
  public float confidence() {
    return outputs.get(predicted);
  }

  /** Returns at most {@code limit} mistakes with the largest outputs, the most confident first. */
  public static List<Mistake> mostConfident(Answers answers, int limit) {
    return IntStream.range(0, answers.size())
        .filter(image -> !answers.isRight(image))
        .boxed()
        .sorted(Comparator.comparing(answers::confidence, Comparator.reverseOrder()))
        .limit(limit)
        .map(image -> of(answers, image))
        .toList();
  }

  private static Mistake of(Answers answers, int image) {
    List<Float> outputs =
        IntStream.range(0, Digits.CLASSES).mapToObj(k -> answers.output(image, k)).toList();
    return new Mistake(image, answers.truth(image), answers.predicted(image), outputs);
  }
}
