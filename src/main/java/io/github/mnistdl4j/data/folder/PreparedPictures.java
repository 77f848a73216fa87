package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.List;

/** Pictures in the form of images, in the order of their files. */
final class PreparedPictures {
  private final DatasetInfo info;
  private final byte[] pixels;
  private final List<String> problems;

  /**
   * Takes over the pixels.
   *
   * @param pixels {@code [n, height · width]}, unsigned; zeros for a picture that cannot be read
   * @param problems why each cannot be read, a clause behind its name; empty text if it can
   */
  PreparedPictures(DatasetInfo info, byte[] pixels, List<String> problems) {
    this.info = info;
    this.pixels = pixels;
    this.problems = List.copyOf(problems);
  }

  DatasetInfo info() {
    return info;
  }

  byte[] pixels() {
    return pixels;
  }

  List<String> problems() {
    return problems;
  }

  boolean isReadable(int picture) {
    return problems.get(picture).isEmpty();
  }
}
