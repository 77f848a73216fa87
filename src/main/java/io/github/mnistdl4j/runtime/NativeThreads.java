package io.github.mnistdl4j.runtime;

import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/** Sets the threads of the native libraries. */
public final class NativeThreads {
  private NativeThreads() {}

  /**
   * Gives libnd4j and OpenBLAS one thread each. Their pools do not know each other: with more
   * threads they wait for one another in busy loops, and an epoch takes three to four times as
   * long. Starts ND4J; may be called again. OpenMP's setting is that of the calling thread.
   *
   * @throws LinkageError if the native libraries cannot be loaded
   */
  public static void keepApart() {
    Blas blas = Nd4j.factory().blas();
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    ((Nd4jBlas) blas).setMaxThreads(1);
    OpenBlas.useThreads(1);
  }
}
