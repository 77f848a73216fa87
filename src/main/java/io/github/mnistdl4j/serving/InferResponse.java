package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.serving.http.Reply;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response of the Open Inference Protocol; its components are its members in snake case. */
record InferResponse(
    String modelName, String modelVersion, @Nullable String id, List<OutputTensor> outputs) {

  /**
   * Returns the reply to a request from one prediction for each image, at least one: outputs that
   * are wanted so are bytes behind the JSON.
   */
  static Reply reply(InferRequest request, ServedModel model, List<Prediction> made) {
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    List<OutputTensor> outputs =
        request.outputs().stream().map(wanted -> OutputTensor.of(wanted, made, behind)).toList();
    String id = request.id().orElse(null);
    Reply reply = Reply.json(new InferResponse(model.name(), model.version(), id, outputs));
    return request.outputs().stream().anyMatch(WantedOutput::binary)
        ? reply.followedBy(behind.toByteArray(), BinaryData.HEADER)
        : reply;
  }
}
