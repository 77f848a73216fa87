package io.github.mnistdl4j.runtime;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions of native libraries that have no Java binding. JavaCPP looks them up, since JNA's
 * search for libraries takes longer.
 */
final class NativeFunctions {
  private static final int LAZY = 1;

  private NativeFunctions() {}

  /**
   * Returns a function that the whole process sees, such as the C library's.
   *
   * @throws UnsatisfiedLinkError if there is no such function
   */
  static Function find(String name) {
    org.bytedeco.javacpp.@Nullable Pointer address = Loader.addressof(name);
    if (address == null) {
      throw new UnsatisfiedLinkError("no function " + name);
    }
    return Function.getFunction(new Pointer(address.address()));
  }

  /**
   * Returns the function that a loaded library calls by a name, its own or one of a library that it
   * is linked to. On Windows, which has no such lookup, as {@link #find(String)}.
   *
   * @param library path of the library's file
   * @throws UnsatisfiedLinkError if there is no such function
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
