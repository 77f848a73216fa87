package io.github.mnistdl4j.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts the images of a split that are in another one, too. A few samples of eight pixels, which
 * are hashed for all, tell most apart; only where they do not, whole images are compared.
 */
final class CopiedImages {
  private static final int SAMPLES = 9;

  private final Digits digits;
  private final ByteBuffer pixels;

  /** Places in {@link #next} and of images, plus one, by a hash; a power of two. */
  private final int[] first;

  /** The next image with the same place in {@link #first}, plus one. */
  private final int[] next;

  CopiedImages(Digits digits) {
    this.digits = digits;
    this.pixels = ByteBuffer.wrap(digits.pixels());
    this.first = new int[Integer.highestOneBit(Math.max(1, digits.size())) * 4];
    this.next = new int[digits.size()];
    for (int image = 0; image < digits.size(); image++) {
      int place = place(pixels, image);
      next[image] = first[place];
      first[place] = image + 1;
    }
  }

  /** Returns how many of the images are among others, of the same shape. */
  int in(Digits others) {
    ByteBuffer theirs = ByteBuffer.wrap(others.pixels());
    boolean[] copied = new boolean[digits.size()];
    for (int other = 0; other < others.size(); other++) {
      for (int at = first[place(theirs, other)]; at > 0; at = next[at - 1]) {
        copied[at - 1] = copied[at - 1] || isSame(at - 1, others, other);
      }
    }
    int count = 0;
    for (boolean each : copied) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private boolean isSame(int image, Digits others, int other) {
    int n = digits.info().pixels();
    return Arrays.equals(
        digits.pixels(), image * n, (image + 1) * n, others.pixels(), other * n, (other + 1) * n);
  }

  private int place(ByteBuffer all, int image) {
    int n = digits.info().pixels();
    int last = n - Long.BYTES;
    long hash = 0;
    for (int i = 1; i <= SAMPLES; i++) {
      hash = (hash ^ all.getLong(image * n + last * i / (SAMPLES + 1))) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) (hash ^ hash >>> 16) & first.length - 1;
  }
}
