package io.github.mnistdl4j.data.distortion;

/** Random numbers whose bits are the same everywhere: SplitMix64 (Steele, Lea, Flood 2014). */
public final class Draws {
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long LOW = 0xFFFF;
  private static final float SIXTEEN_BITS = 1f / (1 << 16);

  /** The sum of four even draws from 0 to 1 has a variance of a third. */
  private static final float TO_UNIT_VARIANCE = (float) Math.sqrt(3);

  private long state;

  /** Begins the draws of an image in an epoch. */
  public void begin(long seed, int epoch, int image) {
    state = mix(mix(seed + STEP) + ((long) epoch << 32) + image);
  }

  /** Returns a number from −1 to 1, exclusive, all equally likely. */
  public float even() {
    return (next() >> 40) * 0x1.0p-23f;
  }

  /** Returns a number from 0 to 1, exclusive, all equally likely. */
  public float share() {
    return (next() >>> 40) * 0x1.0p-24f;
  }

  /** Returns a number with mean 0 and variance 1, close to normal, at most 3.5 from 0. */
  public float normal() {
    long bits = next();
    long sum = (bits & LOW) + (bits >>> 16 & LOW) + (bits >>> 32 & LOW) + (bits >>> 48);
    return (sum * SIXTEEN_BITS - 2) * TO_UNIT_VARIANCE;
  }

  private long next() {
    state += STEP;
    return mix(state);
  }

  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
