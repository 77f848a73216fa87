package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections that are held open, each with some bytes written on it. */
record Held(List<RawAnswers> connections) implements AutoCloseable {
  /** Opens connections. */
  static Held of(InferenceServer server, int connections, String text) throws Exception {
    Held held = new Held(new ArrayList<>());
    for (int i = 0; i < connections; i++) {
      held.add(server, text);
    }
    return held;
  }

  /** Opens one more. */
  void add(InferenceServer server, String text) throws Exception {
    RawAnswers connection = new RawAnswers(server);
    connections.add(connection);
    assertThat(connection.write(RawAnswers.head("GET /v2/health/live")).read())
        .startsWith("HTTP/1.1 200"); // so that the server knows it before what comes next
    connection.write(text);
  }

  int size() {
    return connections.size();
  }

  RawAnswers get(int index) {
    return connections.get(index);
  }

  @Override
  public void close() throws IOException {
    for (RawAnswers each : connections) {
      each.close();
    }
  }
}
