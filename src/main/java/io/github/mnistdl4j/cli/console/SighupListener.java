package io.github.mnistdl4j.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Listens for the signal SIGHUP. {@code sun.misc.Signal} is the JDK's only way to do so; by
 * reflection, since the compiler's warning about it cannot be turned off.
 */
public final class SighupListener {
  private SighupListener() {}

  /**
   * Runs an action on every SIGHUP, which then no longer ends the process.
   *
   * @return false if there is no such signal, as on Windows
   */
  public static boolean listen(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
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
              SighupListener.class.getClassLoader(), new Class<?>[] {handler}, run);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), listener);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
