package io.github.mnistdl4j.spark.score;

import java.io.Serializable;

/** A column of the output that comes from the input: it says which image a prediction is of. */
record Column(String name, Type type) implements Serializable {

  /** Types that both Parquet and CSV can hold. */
  enum Type {
    /** A whole number of 32 bits. */
    INT,
    /** A whole number of 64 bits. */
    LONG,
    /** A real number of 32 bits. */
    FLOAT,
    /** A real number of 64 bits. */
    DOUBLE,
    /** True or false. */
    BOOLEAN,
    /** Text. */
    STRING
  }
}
