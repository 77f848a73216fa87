package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.util.List;

/** A place that can deliver files which are not on this machine's disk yet, or not unpacked. */
interface DatasetSource {

  String name();

  /**
   * Finds out, without fetching, whether anything could be had from here.
   *
   * @throws IOException if not; one line of its message for each thing tried
   */
  void requireReachable() throws IOException, InterruptedException;

  /**
   * Installs files in the cache.
   *
   * @return where they came from, in words
   * @throws IOException if not all could be had; one line of its message for each thing tried
   */
  String fetch(CatalogDataset dataset, List<IdxPart> parts, CacheDirectory cache)
      throws IOException, InterruptedException;
}
