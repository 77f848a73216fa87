package io.github.mnistdl4j.evaluation;

import java.util.ArrayList;
import java.util.List;

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
    List<Integer> wrong = new ArrayList<>();
    for (int image = 0; image < answers.size(); image++) {
      if (!answers.isRight(image)) {
        wrong.add(image);
      }
    }
    wrong.sort((one, other) -> Float.compare(answers.confidence(other), answers.confidence(one)));
    List<Mistake> mistakes = new ArrayList<>();
    for (int image : wrong.subList(0, Math.min(limit, wrong.size()))) {
      mistakes.add(of(answers, image));
    }
    return mistakes;
  }

  private static Mistake of(Answers answers, int image) {
    List<Float> outputs = new ArrayList<>();
    for (float output : answers.outputs(image)) {
      outputs.add(output);
    }
    return new Mistake(image, answers.truth(image), answers.predicted(image), outputs);
  }
}
