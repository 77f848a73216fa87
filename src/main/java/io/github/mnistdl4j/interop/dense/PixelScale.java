package io.github.mnistdl4j.interop.dense;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network sees of a pixel {@code p} in [0, 1], 0 being background: {@code factor · p +
 * offset}.
 */
public record PixelScale(double factor, double offset) {
  /** This project's own. */
  public static final PixelScale UNIT = new PixelScale(1, 0);

  /** The bytes of the files. */
  public static final PixelScale BYTES = new PixelScale(255, 0);

  /**
   * MNIST with mean 0 and variance 1, as PyTorch's example has it: {@code
   * transforms.Normalize((0.1307,), (0.3081,))}.
   */
  public static final PixelScale STANDARDIZED = new PixelScale(1 / 0.3081, -0.1307 / 0.3081);

  /** A network that divides by this or more takes bytes; one that takes fractions does not. */
  private static final double LARGEST_BYTE_SCALE = 1 / 64.0;

  private static final Map<String, PixelScale> NAMED = new LinkedHashMap<>();

  static {
    NAMED.put("0..1", UNIT);
    NAMED.put("0..255", BYTES);
    NAMED.put("-1..1", new PixelScale(2, -1));
    NAMED.put("1..0", new PixelScale(-1, 1));
    NAMED.put("255..0", new PixelScale(-255, 255));
    NAMED.put("-0.42..2.82", STANDARDIZED);
  }

  /** Returns the usual ones: what background and ink are, as in {@code 0..255}. */
  public static List<PixelScale> usual() {
    return List.copyOf(NAMED.values());
  }

  /** Returns the names of the usual ones. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /** Returns the usual one of that name; empty if there is none. */
  public static Optional<PixelScale> named(String name) {
    return Optional.ofNullable(NAMED.get(name));
  }

  /** Returns the scale that applies another one to what this one gives. */
  public PixelScale then(PixelScale next) {
    return new PixelScale(factor * next.factor, offset * next.factor + next.offset);
  }

  /**
   * Returns how the inputs of a network are scaled that does this to them itself: one that divides
   * by so much takes bytes; empty if it does not tell.
   */
  public Optional<PixelScale> takenBy() {
    boolean bytes = !equals(UNIT) && Math.abs(factor) <= LARGEST_BYTE_SCALE;
    return bytes ? Optional.of(BYTES) : Optional.empty();
  }

  /** Returns what background and ink become, as in {@code 0..255}. */
  @Override
  public String toString() {
    return NAMED.entrySet().stream()
        .filter(named -> named.getValue().equals(this))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> "%.4g..%.4g".formatted(offset, factor + offset));
  }
}
