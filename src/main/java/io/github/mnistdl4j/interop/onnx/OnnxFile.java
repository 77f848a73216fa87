package io.github.mnistdl4j.interop.onnx;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.Loss;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.DenseWeights;
import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.LayerActivation;
import io.github.mnistdl4j.interop.dense.ModelStart;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.CodedOutputStream;

/**
 * Reads and writes dense networks as ONNX has them: a graph of operations, for prediction.
 *
 * <pre>{@code
 * DenseModel model = OnnxFile.read(Path.of("from-pytorch.onnx"));
 * System.out.println(model.maker() + ": " + model.outputs() + " outputs");
 * model.notes().forEach(System.out::println);
 * // it was trained on pixels from −1 to 1; what is written takes the bytes of image files
 * DenseModel unit = model.onUnitPixels(PixelScale.named("-1..1").orElseThrow());
 * OnnxFile.write(unit, true, Path.of("on-bytes.onnx"));
 * }</pre>
 */
public final class OnnxFile {
  private OnnxFile() {}

  /**
   * Reads a network.
   *
   * @return the network without an optimizer, which ONNX has not
   * @throws InteropException if the file is missing, damaged, hostile, of another kind, or has an
   *     operation that cannot be taken over; the message names it
   */
  public static DenseModel read(Path file) {
    ModelStart start = ModelStart.of(file);
    if (!start.isOnnx()) {
      throw new InteropException(
          "%s is not a file of ONNX: it is %s. Save the model with torch.onnx.export or another exporter."
              .formatted(file, start.kind()));
    }
    ModelProto model = ParsedModel.of(file);
    Constants constants = new Constants(file, model.getGraph());
    ComputedShapes shapes = new ComputedShapes(constants, model.getGraph().getInputList());
    NodeChain chain = NodeChain.of(file, model.getGraph(), constants, shapes.others());
    LayerReader reader = new LayerReader(constants, shapes, chain);
    if (reader.layers().isEmpty()) {
      throw new InteropException(
          "%s has no layer: there is neither a Gemm nor a MatMul in it.".formatted(file));
    }
    return model(model, chain.input(), reader);
  }

  private static DenseModel model(ModelProto model, ValueInfoProto input, LayerReader reader) {
    OnnxMetadata metadata = OnnxMetadata.of(model);
    List<String> notes = new ArrayList<>(reader.notes());
    List<LinearLayer> layers = new ArrayList<>(reader.layers());
    LinearLayer output = layers.get(layers.size() - 1);
    Loss loss = loss(output.activation().function(), metadata.loss(), notes);
    if (loss == Loss.CATEGORICAL_CROSSENTROPY) {
      layers.set(
          layers.size() - 1,
          output.with(LayerActivation.of(Activation.SOFTMAX), output.activatedBy()));
    }
    layers.stream()
        .filter(layer -> layer.bias().isEmpty())
        .forEach(layer -> notes.add(unbiased(layer)));
    LinearLayer first = layers.get(0);
    InputForm image = InputForm.of(ComputedShapes.sides(input), first.node(), first.inputs());
    List<DenseWeights> dense = layers.stream().map(LinearLayer::dense).toList();
    return new DenseModel(
        "ONNX (operator set %d)".formatted(ParsedModel.operatorSet(model)),
        InteropException.printable(metadata.maker().orElseGet(() -> producer(model))),
        image.height(),
        image.width(),
        reader.rescaling(),
        metadata.pixels().or(() -> pixels(input, reader.rescaling())),
        dense,
        loss,
        Optional.empty(),
        metadata.classes(),
        notes);
  }

  private static String unbiased(LinearLayer layer) {
    return "%s has no bias: it gets one of zeros, which further training would change."
        .formatted(layer.node().called());
  }

  /** Returns the loss, which the file rarely says: outputs that are scores get a softmax. */
  private static Loss loss(Activation output, Optional<Loss> said, List<String> notes) {
    boolean squared = said.filter(Loss.MEAN_SQUARED_ERROR::equals).isPresent();
    if (output == Activation.IDENTITY && !squared) {
      notes.add("The last layer gets a softmax: its outputs are scores.");
      return Loss.CATEGORICAL_CROSSENTROPY;
    }
    return output == Activation.SOFTMAX && !squared
        ? Loss.CATEGORICAL_CROSSENTROPY
        : Loss.MEAN_SQUARED_ERROR;
  }

  private static Optional<PixelScale> pixels(ValueInfoProto input, PixelScale rescaling) {
    boolean bytes = input.getType().getTensorType().getElemType() == DataType.UINT8_VALUE;
    return bytes ? Optional.of(PixelScale.BYTES) : rescaling.takenBy();
  }

  /** Returns what wrote the file, with its version. */
  private static String producer(ModelProto model) {
    String producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
    return producer.isEmpty() ? "an unknown program" : producer;
  }

  /**
   * Writes a network, the same bytes for the same network: operator set 13, with one input {@code
   * pixels} of {@code [batch, height, width]} and one output {@code probabilities} of {@code
   * [batch, classes]} ({@code outputs} if the last layer is no softmax).
   *
   * @param model whose pixel scale is known, see {@link DenseModel#onUnitPixels}
   * @param withScaling true: it takes bytes (uint8) from 0 to 255; false: float32s from 0 to 1
   * @param file is overwritten
   * @throws InteropException if the model does not say how its pixels are scaled
   * @throws IOException if it cannot be written
   */
  public static void write(DenseModel model, boolean withScaling, Path file) throws IOException {
    ModelProto proto = OnnxOutput.model(model.onUnitPixels(), withScaling);
    try (OutputStream out = Files.newOutputStream(file)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.useDeterministicSerialization();
      proto.writeTo(coded);
      coded.flush();
    }
  }
}
