package io.github.mnistdl4j.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Listens for a signal. {@code sun.misc.Signal} is the JDK's only way to do so; by reflection,
 * since the compiler's warning about it cannot be turned off.
 */
public final class SignalListener {
  private SignalListener() {}

  /**
   * Runs an action on every signal of a name, in a thread of its own; the signal then no longer
   * ends the process. One that the process was started to ignore, as by nohup, stays ignored.
   *
   * @param name such as {@code HUP}
   * @return what ends the listening; does nothing if there is no such signal, as on Windows
   */
  public static Runnable listen(String name, Runnable action) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler run =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object listener =
          Proxy.newProxyInstance(
              SignalListener.class.getClassLoader(), new Class<?>[] {handler}, run);
      Object signal = type.getConstructor(String.class).newInstance(name);
      Method handle = type.getMethod("handle", type, handler);
      Object before = handle.invoke(null, signal, listener);
      return () -> set(handle, signal, before);
    } catch (ReflectiveOperationException e) {
      return () -> {};
    }
  }

  private static void set(Method handle, Object signal, Object handler) {
    try {
      Object unused = handle.invoke(null, signal, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // it could be set before
    }
  }
}
