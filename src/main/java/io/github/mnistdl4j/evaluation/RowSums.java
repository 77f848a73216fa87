package io.github.mnistdl4j.evaluation;

/**
 * Sums of scaled rows. Several rows are added in one pass, which saves loading and storing the sum;
 * with one more row, or the terms in another order, the just-in-time compiler (C2 of JDK 17) does
 * not vectorise the loop any more: {@code benchmark/first-layer} shows it.
 */
public final class RowSums {
  private RowSums() {}

  /**
   * Adds {@code x[e] · rows[index[e]]} to y for all e from {@code at} to {@code end}, exclusive.
   *
   * @param n numbers of each row that are added
   */
  public static void add(
      float[] y, float[][] rows, int[] index, float[] x, int at, int end, int n) {
    int e = at;
    for (; e + 4 <= end; e += 4) {
      add4(
          y,
          rows[index[e]],
          rows[index[e + 1]],
          rows[index[e + 2]],
          rows[index[e + 3]],
          x[e],
          x[e + 1],
          x[e + 2],
          x[e + 3],
          n);
    }
    if (e + 2 <= end) {
      add2(y, rows[index[e]], rows[index[e + 1]], x[e], x[e + 1], n);
      e += 2;
    }
    if (e < end) {
      add1(y, rows[index[e]], x[e], n);
    }
  }

  /**
   * Collects the numbers from {@code first} to {@code end}, exclusive, that are not zero, without a
   * branch.
   *
   * @param index their indices; longer by one than there may be
   * @param value the numbers; as long
   * @return how many they are
   */
  static int gather(float[] inputs, int first, int end, int[] index, float[] value) {
    int count = 0;
    for (int i = first; i < end; i++) {
      index[count] = i;
      value[count] = inputs[i];
      count += inputs[i] != 0 ? 1 : 0;
    }
    return count;
  }

  private static void add4(
      float[] y,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float xa,
      float xb,
      float xc,
      float xd,
      int n) {
    for (int i = 0; i < n; i++) {
      y[i] += (xa * a[i] + xb * b[i]) + (xc * c[i] + xd * d[i]);
    }
  }

  private static void add2(float[] y, float[] a, float[] b, float xa, float xb, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += xa * a[i] + xb * b[i];
    }
  }

  private static void add1(float[] y, float[] a, float xa, int n) {
    for (int i = 0; i < n; i++) {
      y[i] += xa * a[i];
    }
  }

  /**
   * Sets y and z to the sums of {@code even[e] · rows[index[e]]} and {@code odd[e] ·
   * rows[index[e]]} for all e from {@code at} to {@code end}, exclusive; at least one.
   */
  public static void both(
      float[] y,
      float[] z,
      float[][] rows,
      int[] index,
      float[] even,
      float[] odd,
      int at,
      int end,
      int n) {
    int e = at + (end - at - 1) % 3 + 1;
    first(y, z, rows[index[at]], even[at], odd[at], n);
    for (int k = at + 1; k < e; k++) {
      more(y, z, rows[index[k]], even[k], odd[k], n);
    }
    for (; e < end; e += 3) {
      more3(
          y,
          z,
          rows[index[e]],
          rows[index[e + 1]],
          rows[index[e + 2]],
          even[e],
          even[e + 1],
          even[e + 2],
          odd[e],
          odd[e + 1],
          odd[e + 2],
          n);
    }
  }

  private static void first(float[] y, float[] z, float[] a, float xa, float ua, int n) {
    for (int i = 0; i < n; i++) {
      float p = a[i];
      y[i] = xa * p;
      z[i] = ua * p;
    }
  }

  private static void more(float[] y, float[] z, float[] a, float xa, float ua, int n) {
    for (int i = 0; i < n; i++) {
      float p = a[i];
      y[i] = y[i] + xa * p;
      z[i] = z[i] + ua * p;
    }
  }

  private static void more3(
      float[] y,
      float[] z,
      float[] a,
      float[] b,
      float[] c,
      float xa,
      float xb,
      float xc,
      float ua,
      float ub,
      float uc,
      int n) {
    for (int i = 0; i < n; i++) {
      float p = a[i];
      float q = b[i];
      float r = c[i];
      y[i] = y[i] + xa * p + xb * q + xc * r;
      z[i] = z[i] + ua * p + ub * q + uc * r;
    }
  }
}
