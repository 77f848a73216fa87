package io.github.mnistdl4j.serving;

import com.google.gson.stream.JsonWriter;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A response of the Open Inference Protocol. */
record InferResponse(ServedModel model, InferRequest request, List<OutputTensor> outputs) {

  /**
   * Returns the reply to a request from one prediction for each image, at least one: outputs that
   * are wanted so are bytes after the JSON.
   */
  static Reply reply(InferRequest request, ServedModel model, List<Prediction> made) {
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    List<OutputTensor> outputs =
        request.outputs().stream().map(wanted -> OutputTensor.of(wanted, made, binary)).toList();
    String json = new InferResponse(model, request, outputs).json();
    Reply reply = Reply.of("application/json", json.getBytes(StandardCharsets.UTF_8));
    return request.outputs().stream().anyMatch(WantedOutput::binary)
        ? reply.followedBy(binary.toByteArray(), BinaryData.HEADER)
        : reply;
  }

  /** Returns it as text, without the reflection that {@link Reply#json} needs for any record. */
  private String json() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject();
      json.name("model_name").value(model.name());
      json.name("model_version").value(model.version());
      if (request.id().isPresent()) {
        json.name("id").value(request.id().get());
      }
      json.name("outputs").beginArray();
      for (OutputTensor output : outputs) {
        output.writeTo(json);
      }
      json.endArray().endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is none in memory
    }
    return text.toString();
  }
}
