package io.github.mnistdl4j.runtime;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Functions of native libraries that no Java binding has. JavaCPP finds them, since JNA would look
 * for libraries in a way that takes longer.
 */
final class NativeFunctions {
  private static final int LAZY = 1;

  private NativeFunctions() {}

  /**
   * A function that the whole process sees, such as the C library's.
   *
   * @throws UnsatisfiedLinkError if there is none of that name
   */
  static Function find(String name) {
    org.bytedeco.javacpp.@Nullable Pointer address = Loader.addressof(name);
    if (address == null) {
      throw new UnsatisfiedLinkError("no function " + name);
    }
    return Function.getFunction(new Pointer(address.address()));
  }

  /**
   * The function of that name that a loaded library calls, be it its own or of another that it is
   * linked to. Windows does not look that far: there, as {@link #find(String)}.
   *
   * @param library the file's path
   * @throws UnsatisfiedLinkError if there is none of that name
   */
  static Function find(String name, String library) {
    if (Loader.addressof("dlsym") == null) {
      return find(name);
    }
    @Nullable Pointer handle = find("dlopen").invokePointer(new Object[] {library, LAZY});
    @Nullable Pointer address = find("dlsym").invokePointer(new Object[] {handle, name});
    if (address == null) {
      throw new UnsatisfiedLinkError("no function " + name);
    }
    return Function.getFunction(address);
  }
}
