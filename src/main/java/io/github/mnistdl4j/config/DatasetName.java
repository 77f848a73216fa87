package io.github.mnistdl4j.config;

/** The values of {@code data.dataset}. */
public enum DatasetName {
  /** LeCun, Cortes and Burges' handwritten digits. */
  MNIST,
  /** Zalando's clothing images in MNIST's format. */
  FASHION_MNIST,
  /** A folder of the user's own files, in MNIST's IDX format and under its file names. */
  IDX,
  /** Two text files of the user's own; each line has a label and 784 pixels. */
  CSV
}
