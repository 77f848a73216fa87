package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The shape of an input as the client sends it: any whole numbers. */
final class TensorShape {
  private static final int MAX_DIMENSIONS = 8;

  private final String place;
  private final List<Long> sizes = new ArrayList<>();

  /**
   * Creates a shape without dimensions.
   *
   * @param place of the tensor in the request
   */
  TensorShape(String place) {
    this.place = place;
  }

  /** Reads all dimensions. */
  void read(JsonBody json) throws IOException {
    json.list(dimension -> add(json.whole()));
  }

  private void add(long size) {
    if (sizes.size() == MAX_DIMENSIONS) {
      throw RequestException.badRequest(
          "%s.shape has more than %d dimensions", place, MAX_DIMENSIONS);
    }
    sizes.add(size);
  }

  /**
   * Returns how many images it declares: any number from 1, though there may be no such memory.
   *
   * @throws RequestException if it is no shape of images of this form
   */
  long images(DatasetInfo form) {
    long pixels = form.pixels();
    long height = form.height();
    long width = form.width();
    List<List<Long>> one =
        List.of(
            List.of(pixels),
            List.of(height, width),
            List.of(height, width, 1L),
            List.of(1L, height, width));
    boolean several =
        sizes.size() > 1 && one.contains(sizes.subList(1, sizes.size())) && sizes.get(0) > 0;
    if (several) {
      return sizes.get(0);
    }
    if (sizes.equals(one.get(0)) || sizes.equals(one.get(1))) {
      return 1;
    }
    throw RequestException.badRequest(
        "%s.shape is %s, but must be [n, %d], [n, %d, %d], [n, %4$d, %5$d, 1], [n, 1, %4$d, %5$d],"
            + " [%4$d, %5$d] or [%3$d], n at least 1",
        place, sizes, pixels, height, width);
  }

  /**
   * Requires a number of things that are there for all values.
   *
   * @param found such as the number of bytes
   * @param each of these for an image
   * @param what was found, with a {@code %d} for the number
   */
  void require(long found, DatasetInfo form, long each, String what) {
    BigInteger needed = BigInteger.valueOf(images(form)).multiply(BigInteger.valueOf(each));
    if (!needed.equals(BigInteger.valueOf(found))) {
      throw RequestException.badRequest(
          "%s.%s, but the shape %s needs %d", place, what.formatted(found), sizes, needed);
    }
  }

  /**
   * Returns how many pictures it declares, of shape {@code [n]} or {@code [n, 1]}.
   *
   * @throws RequestException if there are none or more than allowed
   */
  int pictures(int most) {
    boolean list = sizes.size() == 1 || (sizes.size() == 2 && sizes.get(1) == 1);
    if (!list || sizes.get(0) < 1 || sizes.get(0) > most) {
      throw RequestException.badRequest(
          "%s.shape is %s, but must be [n] or [n, 1], n from 1 to %d", place, sizes, most);
    }
    return Math.toIntExact(sizes.get(0));
  }
}
