package io.github.mnistdl4j.cli;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link Browser} and a {@link MnistServer} to the tests of the page. Each is started once,
 * by the first test that wants it, and ends with the last one. Where there is no browser the tests
 * are skipped.
 */
final class PageRig implements BeforeAllCallback, ParameterResolver {

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Browser.isInstalled()) {
      System.out.println(Browser.MISSING); // Maven keeps the reason of a skip to itself
    }
    Assumptions.assumeTrue(Browser.isInstalled(), Browser.MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Browser.class || type == MnistServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(PageRig.class))
        .getOrComputeIfAbsent(
            type, key -> key == Browser.class ? Browser.start() : MnistServer.start());
  }
}
