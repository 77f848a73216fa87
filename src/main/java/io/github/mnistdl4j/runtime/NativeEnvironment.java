package io.github.mnistdl4j.runtime;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/** The environment as native libraries see it, which Java cannot change. */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /**
   * Sets a variable for libraries that are loaded from now on.
   *
   * @throws LinkageError if there is no way to, on this system
   */
  static void set(String name, String value) {
    if (Platform.isWindows()) {
      Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 1});
    }
  }
}
