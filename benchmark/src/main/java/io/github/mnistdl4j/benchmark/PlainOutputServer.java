package io.github.mnistdl4j.benchmark;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one would write first: Deeplearning4j's {@code output} for each request, one at a time since
 * a network may not be used by two threads, behind the JDK's HTTP server. {@code PlainOutputServer
 * MODEL.zip} prints its URL.
 */
final class PlainOutputServer {
  private static final int PIXELS = 784;
  private static final int THREADS = 8;

  private final MultiLayerNetwork network;

  private PlainOutputServer(MultiLayerNetwork network) {
    this.network = network;
  }

  public static void main(String[] args) throws IOException {
    PlainOutputServer server =
        new PlainOutputServer(ModelSerializer.restoreMultiLayerNetwork(new File(args[0])));
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", server::answer);
    http.setExecutor(Executors.newFixedThreadPool(THREADS));
    http.start();
    System.out.printf("http://127.0.0.1:%d/%n", http.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonObject request =
        JsonParser.parseReader(new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8))
            .getAsJsonObject();
    JsonArray data =
        request.getAsJsonArray("inputs").get(0).getAsJsonObject().getAsJsonArray("data");
    float[] pixels = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      pixels[i] = data.get(i).getAsFloat();
    }
    byte[] answer = Arrays.toString(output(pixels)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private synchronized float[] output(float[] pixels) {
    return network.output(Nd4j.createFromArray(new float[][] {pixels})).toFloatVector();
  }
}
