package io.github.mnistdl4j.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends inference requests of one image each at a constant rate: {@code Load URL RATE SECONDS
 * CONNECTIONS [binary]}, as JSON or as binary data both ways. A request's time counts from when it should have been sent, so that a server that
 * stalls is not spared the requests that it kept from being sent. The first fifth warms up and
 * does not count. Rate 0: as fast as the answers come.
 *
 * <p>Prints {@code rate R requests N errors E p50 MS p99 MS p999 MS max MS}.
 */
final class Load {
  private static final int PIXELS = 784;
  private static final double WARM_UP = 0.2;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final URI url;
  private final byte[] request;
  private final long intervalNanos;
  private final long start = System.nanoTime();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();
  private final long[] nanos;
  private final long[] sentAt;

  private Load(URI url, int requests, double rate, boolean binary) {
    this.url = url;
    this.request = request(url, binary);
    this.intervalNanos = rate > 0 ? Math.round(1e9 / rate) : 0;
    this.nanos = new long[requests];
    this.sentAt = new long[requests];
  }

  public static void main(String[] args) throws InterruptedException {
    double rate = Double.parseDouble(args[1]);
    double seconds = Double.parseDouble(args[2]);
    int most = 50_000; // a second, where the rate is not given
    boolean binary = args.length > 4 && args[4].equals("binary");
    int requests = (int) (seconds * (rate > 0 ? rate : most));
    Load load = new Load(URI.create(args[0]), requests, rate, binary);
    load.run(Integer.parseInt(args[3]), seconds);
    load.print();
  }

  /** A digit's share of ink: one pixel of five. */
  private static float[] image() {
    Random random = new Random(1);
    float[] pixels = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      pixels[i] = random.nextInt(5) == 0 ? random.nextFloat() : 0;
    }
    return pixels;
  }

  /** A request for one image, as JSON or as binary data both ways. */
  static byte[] request(URI url, boolean binary) {
    return binary ? binaryRequest(url) : jsonRequest(url);
  }

  private static byte[] jsonRequest(URI url) {
    float[] image = image();
    String pixels =
        IntStream.range(0, PIXELS)
            .mapToObj(i -> image[i] == 0 ? "0" : String.valueOf(image[i]))
            .collect(Collectors.joining(","));
    String json =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,784],\"datatype\":\"FP32\",\"data\":["
            + pixels
            + "]}]}";
    return request(url, "Content-Type: application/json", json, new byte[0]);
  }

  /** What Triton's clients send by default. */
  private static byte[] binaryRequest(URI url) {
    ByteBuffer data = ByteBuffer.allocate(PIXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(image());
    String json =
        "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,784],\"datatype\":\"FP32\",\"parameters\":"
            + "{\"binary_data_size\":3136}}],\"parameters\":{\"binary_data_output\":true}}";
    String header = "Inference-Header-Content-Length: " + json.length();
    return request(url, header, json, data.array());
  }

  private static byte[] request(URI url, String header, String json, byte[] data) {
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                url.getPath(), url.getAuthority(), header, json.length() + data.length, json);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(data);
    return all.toByteArray();
  }

  private void run(int connections, double seconds) throws InterruptedException {
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = new Thread(() -> send(start + (long) (seconds * 1e9)));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** One connection: takes the next request that is due, sends it, reads the answer. */
  private void send(long end) {
    int i = next.getAndIncrement();
    while (i < nanos.length && System.nanoTime() < end) {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        socket.setTcpNoDelay(true);
        for (; i < nanos.length && System.nanoTime() < end; i = next.getAndIncrement()) {
          long due = intervalNanos > 0 ? start + i * intervalNanos : System.nanoTime();
          sleepUntil(due);
          socket.getOutputStream().write(request);
          if (!readAnswer(socket.getInputStream())) {
            errors.incrementAndGet();
          }
          sentAt[i] = due;
          nanos[i] = System.nanoTime() - due;
        }
      } catch (IOException e) {
        errors.incrementAndGet();
        i = next.getAndIncrement();
      }
    }
  }

  private static void sleepUntil(long due) {
    for (long left; (left = due - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  /** Whether the answer is 200; reads all of it. */
  static boolean readAnswer(InputStream in) throws IOException {
    byte[] bytes = new byte[16384];
    int size = 0;
    int body = -1;
    int end = Integer.MAX_VALUE;
    while (size < end) {
      int n = in.read(bytes, size, bytes.length - size);
      if (n < 0) {
        throw new IOException("closed");
      }
      size += n;
      if (body < 0) {
        String head = new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
        body = head.indexOf("\r\n\r\n");
        if (body >= 0) {
          end = body + 4 + length(head.substring(0, body));
        }
      }
    }
    return new String(bytes, 0, 12, StandardCharsets.ISO_8859_1).endsWith(" 200");
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private void print() {
    long last = Arrays.stream(sentAt).max().orElse(start);
    long from = start + (long) (WARM_UP * (last - start));
    long[] counted =
        IntStream.range(0, nanos.length)
            .filter(i -> sentAt[i] > from)
            .mapToLong(i -> nanos[i])
            .sorted()
            .toArray();
    System.out.printf(
        "rate %.0f requests %d errors %d p50 %.2f p99 %.2f p999 %.2f max %.2f%n",
        counted.length * 1e9 / Math.max(1, last - from),
        counted.length,
        errors.get(),
        percentile(counted, 0.5),
        percentile(counted, 0.99),
        percentile(counted, 0.999),
        percentile(counted, 1));
  }

  private static double percentile(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, index)] / NANOS_PER_MILLISECOND;
  }
}
