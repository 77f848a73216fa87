package io.github.mnistdl4j.interop.keras;

import java.util.List;
import java.util.Optional;

/**
 * Where the weights of a network are that Keras's configuration describes: named arrays in groups,
 * as in HDF5.
 */
public interface WeightSource {
  /** Returns whether there is a group or an array. */
  boolean has(String name);

  /** Returns the names in a group, in the file's order; none if there is no such group. */
  List<String> names(String group);

  /** Returns a list of texts that a group has; empty if there is none. */
  Optional<List<String>> texts(String group, String attribute);

  /**
   * Returns an array.
   *
   * @throws io.github.mnistdl4j.interop.dense.InteropException if it is missing, holds no numbers,
   *     or is larger than its file
   */
  HdfArray array(String name);
}
