package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** One attempt to download a file, continuing where an earlier attempt ended. */
final class HttpDownload {
  private final Timeouts timeouts;
  private final ProvisionListener listener;

  HttpDownload(Timeouts timeouts, ProvisionListener listener) {
    this.timeouts = timeouts;
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
  boolean fetch(URI uri, Path target, long mostBytes) throws IOException {
    long have = Files.exists(target) ? Files.size(target) : 0;
    HttpURLConnection connection = connect(uri, have);
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
      throw rejected(status, target);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection connect(URI uri, long have) throws IOException {
    try {
      HostLookup.check(uri, timeouts.connect());
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(millis(timeouts.connect()));
      connection.setReadTimeout(millis(timeouts.read()));
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (have > 0) {
        connection.setRequestProperty("Range", "bytes=" + have + "-");
      }
      connection.connect();
      return connection;
    } catch (IOException e) {
      throw HttpFailure.unreachable(e);
    }
  }

  private static boolean continuesAt(HttpURLConnection connection, long have) {
    String range = connection.getHeaderField("Content-Range");
    return have > 0 && range != null && range.startsWith("bytes " + have + "-");
  }

  /** What an answer without usable bytes means. */
  private static IOException rejected(int status, Path target) throws IOException {
    if (status == HttpURLConnection.HTTP_PARTIAL || status == 416) {
      Files.deleteIfExists(target);
      return new IOException("HTTP %d: the part from before does not fit".formatted(status));
    }
    String message = "HTTP " + status;
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
    try (InputStream in = new BoundedInput(connection.getInputStream(), mostBytes - have);
        OutputStream out = DiskOutput.open(target, mode)) {
      copy(in, out, target, have, total);
    } catch (IOException e) {
      if (!"Premature EOF".equals(e.getMessage())) { // from Java 24 on, of a short answer
        throw e;
      }
    }
    long done = Files.size(target);
    if (total >= 0 && done < total) {
      throw new IOException("the connection ended after " + done + " of " + total + " bytes");
    }
  }

  private void copy(InputStream in, OutputStream out, Path target, long have, long total)
      throws IOException {
    String name = target.getFileName().toString().replace(".part", "");
    byte[] buffer = new byte[1 << 16];
    long done = have;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      done += n;
      listener.progress(name, done, total);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
