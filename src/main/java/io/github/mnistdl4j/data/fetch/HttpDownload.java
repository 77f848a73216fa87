package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt to download a file, continuing where an earlier attempt ended. */
final class HttpDownload {
  private static final String PROXY_LOGIN =
      ", which wants another user and password: http://user:password@host:port";

  private final Timeouts timeouts;
  private final ProvisionListener listener;
  private final ProxyVariables proxies;

  HttpDownload(Timeouts timeouts, ProvisionListener listener, ProxyVariables proxies) {
    this.timeouts = timeouts;
    this.proxies = proxies;
    this.listener = listener;
  }

  /**
   * Downloads the rest of a file.
   *
   * @param target what is there of it, if anything; kept when the attempt fails half-way
   * @param mostBytes more than the file can have
   * @return whether earlier bytes were kept
   * @throws HttpFailure if the mirror is out of reach or says no
   * @throws IOException if another attempt may succeed
   */
  boolean fetch(URI uri, Path target, long mostBytes) throws IOException, InterruptedException {
    long have = Files.exists(target) ? Files.size(target) : 0;
    Optional<HttpProxy> proxy = proxies.of(uri);
    HttpURLConnection connection = connect(uri, proxy, have);
    try {
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_PARTIAL && continuesAt(connection, have)) {
        save(connection, target, have, mostBytes);
        return true;
      }
      if (status == HttpURLConnection.HTTP_OK) {
        save(connection, target, 0, mostBytes);
        return false;
      }
      throw rejected(status, target, proxy);
    } finally {
      connection.disconnect();
    }
  }

  /** Connects to a mirror and downloads nothing; an {@link HttpFailure} says it is not there. */
  void requireReachable(URI uri) throws IOException, InterruptedException {
    connect(uri, proxies.of(uri), 0).disconnect();
  }

  /** Connects in another thread: looking up a host has no time limit in Java. */
  private HttpURLConnection connect(URI uri, Optional<HttpProxy> proxy, long have)
      throws IOException, InterruptedException {
    FutureTask<HttpURLConnection> connecting = new FutureTask<>(() -> connected(uri, proxy, have));
    Thread thread = new Thread(connecting, "connect");
    thread.setDaemon(true);
    thread.start();
    Duration limit = timeouts.connect();
    try {
      return connecting.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw HttpFailure.unreachable(Objects.requireNonNull(e.getCause()), through(proxy));
    } catch (TimeoutException e) {
      String late = "no connection within %d s".formatted(limit.toSeconds());
      throw HttpFailure.unreachable(new SocketTimeoutException(late), through(proxy));
    }
  }

  private HttpURLConnection connected(URI uri, Optional<HttpProxy> proxy, long have)
      throws IOException {
    HttpURLConnection connection = opened(uri, proxy);
    connection.setReadTimeout(Math.toIntExact(timeouts.read().toMillis()));
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + "-");
    }
    connection.connect();
    return connection;
  }

  private static HttpURLConnection opened(URI uri, Optional<HttpProxy> proxy) throws IOException {
    if (proxy.isEmpty()) {
      return (HttpURLConnection) uri.toURL().openConnection();
    }
    Authenticator authenticator = proxy.get().authenticator();
    HttpURLConnection connection =
        (HttpURLConnection) uri.toURL().openConnection(proxy.get().address());
    connection.setAuthenticator(authenticator);
    return connection;
  }

  private static String through(Optional<HttpProxy> proxy) {
    return proxy.map(each -> " through " + each).orElse("");
  }

  private static boolean continuesAt(HttpURLConnection connection, long have) {
    String range = connection.getHeaderField("Content-Range");
    return have > 0 && range != null && range.startsWith("bytes " + have + "-");
  }

  /** Returns what an answer without usable bytes means. */
  private static IOException rejected(int status, Path target, Optional<HttpProxy> proxy)
      throws IOException {
    if (status == HttpURLConnection.HTTP_PARTIAL || status == 416) {
      Files.deleteIfExists(target);
      return new IOException("HTTP %d: the part from before does not fit".formatted(status));
    }
    String message = "HTTP " + status + through(proxy) + (status == 407 ? PROXY_LOGIN : "");
    boolean final4xx = status / 100 == 4 && status != 408 && status != 429;
    return final4xx || status / 100 == 3 ? HttpFailure.refused(message) : new IOException(message);
  }

  private void save(HttpURLConnection connection, Path target, long have, long mostBytes)
      throws IOException {
    long length = connection.getContentLengthLong();
    long total = length < 0 ? -1 : have + length;
    if (total > mostBytes) {
      Files.deleteIfExists(target);
      throw HttpFailure.refused("delivered wrong bytes: %d, far too many".formatted(total));
    }
    StandardOpenOption mode =
        have > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    String name = target.getFileName().toString().replace(".part", "");
    byte[] buffer = new byte[1 << 16];
    long done = have;
    try (InputStream in = connection.getInputStream();
        OutputStream out = DiskOutput.open(target, mode)) {
      for (int n = read(in, buffer, mostBytes - done);
          n > 0;
          n = read(in, buffer, mostBytes - done)) {
        out.write(buffer, 0, n);
        done += n;
        listener.progress(name, done, total);
      }
    } catch (IOException e) {
      if (!"Premature EOF".equals(e.getMessage())) { // from Java 24 on, of a short answer
        throw e;
      }
    }
    if (total >= 0 && done < total) {
      throw new IOException("the connection ended after " + done + " of " + total + " bytes");
    }
  }

  private static int read(InputStream in, byte[] buffer, long most) throws IOException {
    return in.read(buffer, 0, (int) Math.min(buffer.length, most));
  }
}
