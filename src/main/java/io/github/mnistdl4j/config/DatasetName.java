package io.github.mnistdl4j.config;

/** What {@code data.dataset} may be. */
public enum DatasetName {
  /** LeCun, Cortes and Burges' handwritten digits. */
  MNIST,
  /** Zalando's clothing images in MNIST's format. */
  FASHION_MNIST,
  /** A directory of the user's own files in MNIST's IDX format, under MNIST's file names. */
  IDX,
  /** Two text files of the user's own, a label and 784 pixels a line. */
  CSV
}
