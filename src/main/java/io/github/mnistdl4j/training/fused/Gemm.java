package io.github.mnistdl4j.training.fused;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The three matrix products of a dense layer, by the same BLAS as ND4J's. All matrices are row by
 * row; {@code width} arguments are the length of the whole rows that a part is cut from.
 */
final class Gemm {
  private Gemm() {}

  /** Computes {@code z[rows, units] = x[rows, inputs] · wᵀ}, with {@code w[units, inputs]}. */
  static void forward(
      int rows, int units, int inputs, FloatPointer x, FloatPointer w, FloatPointer z, int zWidth) {
    sgemm(CblasNoTrans, CblasTrans, rows, units, inputs, 1, x, inputs, w, inputs, z, zWidth);
  }

  /** Computes {@code below[rows, part] = delta[rows, units] · w[units, part of wWidth]}. */
  static void backward(
      int rows,
      int part,
      int units,
      FloatPointer delta,
      FloatPointer w,
      FloatPointer below,
      int wWidth) {
    sgemm(CblasNoTrans, CblasNoTrans, rows, part, units, 1, delta, units, w, wWidth, below, wWidth);
  }

  /** Computes {@code g[units, inputs] = delta[rows, units of width]ᵀ · x[rows, inputs] · scale}. */
  static void gradient(
      int units,
      int inputs,
      int rows,
      float scale,
      FloatPointer delta,
      int width,
      FloatPointer x,
      FloatPointer g) {
    sgemm(CblasTrans, CblasNoTrans, units, inputs, rows, scale, delta, width, x, inputs, g, inputs);
  }

  private static void sgemm(
      int transA,
      int transB,
      int m,
      int n,
      int k,
      float alpha,
      FloatPointer a,
      int lda,
      FloatPointer b,
      int ldb,
      FloatPointer c,
      int ldc) {
    cblas_sgemm(CblasRowMajor, transA, transB, m, n, k, alpha, a, lda, b, ldb, 0, c, ldc);
  }
}
