package io.github.mnistdl4j.runtime;

import com.sun.jna.Function;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Asks the loaded OpenBLAS what its Java binding has no methods for.
 *
 * <p>JavaCPP loads two copies of the same file. ND4J and the binding multiply with the one that
 * {@code openblas_nolapack} is linked to, but ND4J sets the threads of the other.
 */
final class OpenBlas {
  private static final Object[] NOTHING = {};

  private OpenBlas() {}

  /** Returns the version, such as {@code 0.3.19}; empty if unknown. */
  static String version() {
    String[] words = text("openblas_get_config").split(" ", 3);
    return words.length > 1 && words[0].equals("OpenBLAS") ? words[1] : "";
  }

  /** Returns the processor family that the kernels are written for, such as {@code Haswell}. */
  static String kernels() {
    return text("openblas_get_corename");
  }

  /** Returns the threads of a matrix product; 0 if unknown. */
  static int threads() {
    try {
      return function("openblas_get_num_threads").invokeInt(NOTHING);
    } catch (LinkageError e) {
      return 0;
    }
  }

  /** Sets the threads of a matrix product, if possible. */
  static void useThreads(int threads) {
    try {
      function("openblas_set_num_threads").invokeVoid(new Object[] {threads});
    } catch (LinkageError e) {
      // the environment's setting stays, or the other copy's
    }
  }

  private static String text(String name) {
    try {
      return function(name).invokeString(NOTHING, false);
    } catch (LinkageError e) {
      return "";
    }
  }

  private static Function function(String name) {
    return NativeFunctions.find(name, Loader.load(openblas_nolapack.class));
  }
}
