package io.github.mnistdl4j.cli;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link Browser} and a {@link MnistServer} to the tests of the page. Each class has a
 * window of its own; Chromium and the server are started once, by the first class of this JVM that
 * wants them, and end with the last one. Where there is no browser the tests are skipped.
 */
final class PageRig implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PageRig.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Chromium.isInstalled()) {
      System.out.println(Chromium.MISSING); // Maven keeps the reason of a skip to itself
    }
    Assumptions.assumeTrue(Chromium.isInstalled(), Chromium.MISSING);
    Chromium chromium =
        ofAll(context)
            .getOrComputeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
    context.getStore(NAMESPACE).put(Browser.class, Browser.open(chromium));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Browser.class || type == MnistServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Browser.class
        ? context.getStore(NAMESPACE).get(type)
        : ofAll(context).getOrComputeIfAbsent(type, key -> MnistServer.start());
  }

  /** What outlives a class: Maven runs each as a whole run of JUnit's, but all in one session. */
  private static Store ofAll(ExtensionContext context) {
    return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
  }
}
