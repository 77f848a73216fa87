package io.github.mnistdl4j.runtime;

import com.sun.jna.Function;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What the loaded OpenBLAS says of itself; its Java binding has no methods for this. */
final class OpenBlas {
  private OpenBlas() {}

  /** Such as {@code 0.3.19}; empty if unknown. */
  static String version() {
    String[] words = call("openblas_get_config").split(" ", 3);
    return words.length > 1 && words[0].equals("OpenBLAS") ? words[1] : "";
  }

  /** The kind of processor that its kernels are written for, such as {@code Haswell}. */
  static String kernels() {
    return call("openblas_get_corename");
  }

  private static String call(String function) {
    try {
      @Nullable Pointer address = Loader.addressof(function);
      return address == null
          ? ""
          : Function.getFunction(new com.sun.jna.Pointer(address.address()))
              .invokeString(new Object[0], false);
    } catch (LinkageError e) {
      return "";
    }
  }
}
