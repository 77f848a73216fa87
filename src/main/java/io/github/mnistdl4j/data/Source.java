package io.github.mnistdl4j.data;

import java.io.IOException;
import java.util.List;

/** A place that can deliver files which are not on this machine's disk yet, or not unpacked. */
interface Source {

  /** The place, in words. */
  String name();

  /**
   * Installs files in the cache.
   *
   * @return where they came from, in words
   * @throws IOException if not all could be had; one line of its message for each thing tried
   */
  String fetch(Dataset dataset, List<IdxPart> parts, CacheDirectory cache) throws IOException;
}
