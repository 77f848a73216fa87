package io.github.mnistdl4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws images of each class in proportion, by a seed. */
public final class StratifiedSplit {
  private StratifiedSplit() {}

  /**
   * Draws images to hold back: of each class the same fraction, rounded, but of two or more images
   * at least one, and never all. Equal images that follow each other count as one and stay
   * together, so that what is learned from more than once is not asked about as well.
   *
   * @param fraction share held back, in [0, 1)
   * @return their indices, ascending; they depend on labels, equal images and seed alone
   */
  public static int[] heldBack(Digits digits, double fraction, long seed) {
    List<List<int[]>> classes = runs(digits);
    IntStream.Builder held = IntStream.builder();
    for (int label = 0; fraction > 0 && label < classes.size(); label++) {
      List<int[]> runs = classes.get(label);
      int most = runs.size() - 1;
      int count = (int) Math.min(most, Math.max(1, Math.round(runs.size() * fraction)));
      int[] order = DigitBatches.permutation(runs.size(), seed, label + 1);
      for (int i = 0; i < count; i++) {
        int[] run = runs.get(order[i]);
        IntStream.range(run[0], run[1]).forEach(held);
      }
    }
    return held.build().sorted().toArray();
  }

  /** Returns the other indices, ascending. */
  public static int[] others(int images, int[] heldBack) {
    return IntStream.range(0, images).filter(i -> Arrays.binarySearch(heldBack, i) < 0).toArray();
  }

  /** Returns each class's runs of equal images: the first index and that behind the last. */
  private static List<List<int[]>> runs(Digits digits) {
    List<List<int[]>> runs = new ArrayList<>();
    digits.info().classes().forEach(name -> runs.add(new ArrayList<>()));
    int from = 0;
    for (int image = 1; image <= digits.size(); image++) {
      if (image == digits.size() || !digits.isSame(image - 1, image)) {
        runs.get(digits.label(from)).add(new int[] {from, image});
        from = image;
      }
    }
    return runs;
  }
}
