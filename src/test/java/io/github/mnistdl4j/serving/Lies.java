package io.github.mnistdl4j.serving;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Requests with binary data that say something else of their bytes than is true. */
final class Lies {
  private static final int JSON = TritonRequest.DEFAULT.length();
  private static final int TENSOR = 3136;
  private static final String LENGTH = BinaryData.HEADER + ": ";

  private Lies() {}

  /** Lies in the header: larger, smaller, negative, given twice, or no number at all. */
  static byte[] header(String head, Random random) throws IOException {
    String truth = LENGTH + JSON;
    List<String> lies =
        List.of(
            LENGTH + larger(JSON, random),
            LENGTH + random.nextInt(JSON),
            LENGTH + -JSON,
            LENGTH + random.nextLong(),
            LENGTH + JSON + "e0",
            truth + "\r\n" + truth,
            truth + "\r\n" + LENGTH + larger(JSON, random));
    return request(head + lies.get(random.nextInt(lies.size())), TritonRequest.DEFAULT);
  }

  /** Lies in the JSON: larger, smaller, negative, given twice, or with data as well. */
  static byte[] tensor(String head, Random random) throws IOException {
    List<String> lies =
        List.of(
            larger(TENSOR, random),
            String.valueOf(random.nextInt(TENSOR)),
            "-" + TENSOR,
            String.valueOf(random.nextLong()),
            "\"" + TENSOR + "\"",
            TENSOR + ".5",
            TENSOR + ",\"binary_data_size\":" + TENSOR,
            TENSOR + "},\"data\":[0],\"x\":{\"y\":0");
    String lie = lies.get(random.nextInt(lies.size()));
    String json = TritonRequest.DEFAULT.replace(String.valueOf(TENSOR), lie);
    return request(head + LENGTH + json.length(), json);
  }

  private static String larger(int truth, Random random) {
    return String.valueOf(truth + 1 + random.nextInt(5000));
  }

  private static byte[] request(String head, String json) throws IOException {
    byte[] body = TritonRequest.of(json, new byte[TENSOR]).body();
    return Attack.request(head + "\r\n", body);
  }
}
