package io.github.mnistdl4j.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image about which a network was wrong.
 *
 * @param image its index in the split, from 0
 * @param truth the class that it shows
 * @param predicted the class that the network took it for
 * @param outputs the output for each class; behind softmax its probabilities
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
        IntStream.range(0, answers.digits().info().classes().size())
            .mapToObj(label -> answers.output(image, label))
            .toList();
    return new Mistake(image, answers.truth(image), answers.predicted(image), outputs);
  }
}
