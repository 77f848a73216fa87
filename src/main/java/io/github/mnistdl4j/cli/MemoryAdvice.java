package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Says what to do when there is not enough memory. */
final class MemoryAdvice {
  private static final long GIBIBYTE = 1L << 30;

  /** The weights, their gradients, and one state of an optimizer such as RMSprop. */
  private static final int COPIES = 3;

  private MemoryAdvice() {}

  /** Returns whether something failed for lack of memory, in Java's heap or in native code. */
  static boolean isAbout(Throwable cause) {
    return cause instanceof OutOfMemoryError
        || String.valueOf(cause.getMessage()).contains("std::bad_alloc");
  }

  static String message(Throwable cause, CommandSpec command) {
    long heap = Runtime.getRuntime().maxMemory();
    String advice =
        "Not enough memory (%s). %sJava's heap may have %s. Choose a smaller network or batch, or give Java more with JAVA_TOOL_OPTIONS=-Xmx%dg.";
    return advice.formatted(
        cause.getMessage(),
        network(command).map(MemoryAdvice::need).orElse(""),
        DoctorFinding.bytes(heap),
        Math.max(4, (2 * heap + GIBIBYTE - 1) / GIBIBYTE));
  }

  /** Returns the network that the command was to train, if it can still be told. */
  private static Optional<NetworkConfig> network(CommandSpec command) {
    try {
      return command.mixins().values().stream()
          .map(CommandSpec::userObject)
          .filter(ConfigOptions.class::isInstance)
          .map(options -> ((ConfigOptions) options).load().run().network())
          .findFirst();
    } catch (MnistDl4jException | OutOfMemoryError e) {
      return Optional.empty();
    }
  }

  private static String need(NetworkConfig network) {
    DatasetInfo images = DatasetInfo.MNIST; // which ones they are cannot be told any more
    int classes = network.outputLayer().units().orElse(images.classes().size());
    long parameters = network.forClasses(classes).parameters(images.pixels());
    long bytes = parameters * Float.BYTES;
    return String.format(
        Locale.ROOT,
        "The network's %,d parameters need %s, in training at least %s. ",
        parameters,
        DoctorFinding.bytes(bytes),
        DoctorFinding.bytes(COPIES * bytes));
  }
}
