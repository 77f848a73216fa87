package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.Application;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Application application = Application.current();
    return new String[] {
      "mnist-dl4j " + application.version(),
      "Deeplearning4j " + application.dl4j(),
      "Java " + Runtime.version()
    };
  }
}
