package io.github.mnistdl4j.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.AddHasCdp;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.service.DriverCommandExecutor;

/** The Chromium of this machine. Nothing is downloaded for it. */
record Chromium(RemoteWebDriver driver) implements AutoCloseable {

  /** What to say where there is none. */
  static final String MISSING =
      "The page is not tested: Chromium and its driver are not installed."
          + " On Debian: apt-get install chromium chromium-driver";

  /** Whether it can be started. */
  static boolean isInstalled() {
    return executable("chromium", "google-chrome").isPresent()
        && executable("chromedriver").isPresent();
  }

  static Chromium start() {
    ChromeOptions options = new ChromeOptions();
    options.setScriptTimeout(Duration.ofMinutes(2)); // less than its driver waits for an answer
    options.setBinary(executable("chromium", "google-chrome").orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--host-resolver-rules=MAP *.example 127.0.0.1",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.setExperimentalOption("perfLoggingPrefs", Map.of("enablePage", false));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(executable("chromedriver").orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    CommandExecutor executor =
        new DriverCommandExecutor(
            service, new AddHasCdp().getAdditionalCommands(), ClientConfig.defaultConfig());
    return new Chromium(new RemoteWebDriver(executor, options));
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Optional<Path> executable(String... names) {
    String[] folders = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
