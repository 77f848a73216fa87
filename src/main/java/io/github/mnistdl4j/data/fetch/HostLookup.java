package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a host name up with a time-out, which Java's own look-up lacks: a name server that does not
 * answer costs it half a minute.
 */
final class HostLookup {
  private HostLookup() {}

  /**
   * Returns when the host has an address, or a proxy will look it up.
   *
   * @throws UnknownHostException if it has none, or none was found in time
   */
  static void check(URI uri, Duration timeout) throws IOException {
    if (usesProxy(uri)) {
      return;
    }
    FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(uri.getHost()));
    Thread thread = new Thread(lookup, "host-lookup");
    thread.setDaemon(true);
    thread.start();
    try {
      lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new UnknownHostException(uri.getHost());
    } catch (TimeoutException e) {
      throw new UnknownHostException(uri.getHost() + ", no name server answered");
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }

  private static boolean usesProxy(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    return selector != null
        && selector.select(uri).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }
}
