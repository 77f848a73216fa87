import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs models with ONNX Runtime, which knows nothing of this project: java -cp onnxruntime.jar
 * RunOnnx.java INPUTS ROW MODEL… Inputs are little-endian float32s, ROW of them an image; the
 * answers are written beside each model, as MODEL.f32. A network of bytes gets 255 times as much.
 */
class RunOnnx {
  public static void main(String[] arguments) throws Exception {
    float[] inputs = floats(Path.of(arguments[0]));
    int row = Integer.parseInt(arguments[1]);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    for (String model : Arrays.asList(arguments).subList(2, arguments.length)) {
      try (OrtSession session = environment.createSession(model, options)) {
        run(environment, session, inputs, row, Path.of(model + ".f32"));
      }
    }
  }

  private static void run(
      OrtEnvironment environment, OrtSession session, float[] inputs, int row, Path answers)
      throws Exception {
    String name = session.getInputNames().iterator().next();
    TensorInfo input = (TensorInfo) session.getInputInfo().get(name).getInfo();
    TensorInfo output = (TensorInfo) session.getOutputInfo().values().iterator().next().getInfo();
    System.out.println(
        name
            + " "
            + input.type
            + Arrays.toString(input.getShape())
            + " -> "
            + session.getOutputNames()
            + Arrays.toString(output.getShape())
            + " "
            + new TreeMap<>(session.getMetadata().getCustomMetadata()));
    long[] shape = input.getShape().clone();
    boolean free = shape[0] < 0;
    int batch = free ? inputs.length / row : 1;
    if (free) {
      shape[0] = batch;
    }
    ByteBuffer all = ByteBuffer.allocate(inputs.length * 4 * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < inputs.length; at += batch * row) {
      float[] some = Arrays.copyOfRange(inputs, at, at + batch * row);
      try (OnnxTensor tensor = tensor(environment, input.type, some, shape);
          OrtSession.Result result = session.run(Map.of(name, tensor))) {
        FloatBuffer found = ((OnnxTensor) result.get(0)).getFloatBuffer();
        while (found.hasRemaining()) {
          all.putFloat(found.get());
        }
      }
    }
    Files.write(answers, Arrays.copyOf(all.array(), all.position()));
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, OnnxJavaType type, float[] pixels, long[] shape)
      throws Exception {
    if (type != OnnxJavaType.UINT8) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), shape);
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.length);
    for (float pixel : pixels) {
      bytes.put((byte) Math.round(pixel * 255));
    }
    bytes.flip();
    return OnnxTensor.createTensor(environment, bytes, shape, type);
  }

  private static float[] floats(Path file) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }
}
