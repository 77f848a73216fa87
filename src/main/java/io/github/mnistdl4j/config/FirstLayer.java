package io.github.mnistdl4j.config;

/** How the first layer's products are computed. */
public enum FirstLayer {
  /** Sparsely where that is faster: it depends on the images, the network and the processor. */
  AUTO,
  /** Only for pixels that are not zero. */
  SPARSE,
  /** By matrix products with all pixels. */
  DENSE
}
