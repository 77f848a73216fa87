package io.github.mnistdl4j.interop.keras;

/** A kind of file that {@link KerasFile} writes. */
public enum KerasFormat {
  /** Keras 3's own: network, weights, optimizer and its state. */
  KERAS(".keras"),
  /** The older HDF5 file, which Keras 2 reads as well: network, weights, optimizer and state. */
  H5(".h5"),
  /** Weights and the optimizer's state, for {@code load_weights} of Keras 3. */
  WEIGHTS(".weights.h5");

  private final String suffix;

  KerasFormat(String suffix) {
    this.suffix = suffix;
  }

  /** Returns how a file's name must end for Keras to take it. */
  public String suffix() {
    return suffix;
  }
}
