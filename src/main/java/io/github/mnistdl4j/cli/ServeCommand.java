package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.Logs;
import io.github.mnistdl4j.cli.console.SignalListener;
import io.github.mnistdl4j.config.AccessLogFormat;
import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.ImagesToEvaluate;
import io.github.mnistdl4j.report.RunsIndex;
import io.github.mnistdl4j.report.RunsPages;
import io.github.mnistdl4j.run.Application;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.serving.InferenceServer;
import io.github.mnistdl4j.serving.ListedRuns;
import io.github.mnistdl4j.serving.ServedModel;
import io.github.mnistdl4j.serving.http.BearerToken;
import io.github.mnistdl4j.serving.http.ServerCertificate;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a kept network over HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serve a run's network over HTTP: a page to draw on, and the Open Inference Protocol.")
final class ServeCommand implements Callable<Integer> {
  private final Session session;
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "A run's name or path; without it the newest.")
  private String run = RunDirectory.LATEST;

  @Mixin private PortOption port = new PortOption(8080);

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Name or address to listen on; 0.0.0.0: all of this machine. Default: ${DEFAULT-VALUE}")
  private String host = "127.0.0.1";

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = output.console();
    ServerSettings settings = settings();
    boolean json = !output.quiet && settings.limits().accessLog() == AccessLogFormat.JSON;
    if (output.quiet) {
      Logs.drop();
    } else if (json) {
      Logs.showOwnAsJson(System.err);
    } else {
      Logs.showOwn(System.err);
    }
    if (settings.isOpenToAll() && json) {
      Logger.getLogger(ServeCommand.class.getName()).warning(openToAll());
    } else if (settings.isOpenToAll()) {
      spec.commandLine().getErr().println("Warning: " + openToAll());
    }
    session.stop().listen(settings.timeToAnswer());
    try (InferenceServer server = InferenceServer.startWarm(settings, this::load, listed())) {
      if (settings.limits().reload()) {
        SignalListener.listen("HUP", server::reload);
      }
      console.result("Serving %s on %s".formatted(server.model().version(), server.address()));
      if (settings.sendsTokenInClear()) {
        console.say(
            "The token is sent in clear, unless a proxy in front of this server has TLS; serving.tls turns it on here.");
      }
      console.say("Ctrl-C stops it.");
      session.stop().await();
      console.say("Stopping: answering what has been asked.");
    }
    return 0;
  }

  private String openToAll() {
    return "anyone who can reach %s may use this server, and loading is off: set a token with serving.token-file or the variable %s."
        .formatted(host, BearerToken.VARIABLE);
  }

  private ListedRuns listed() {
    RunsPages pages = new RunsPages(runs.directory, "runs/", Clock.systemUTC());
    return new ListedRuns(() -> Optional.of(pages.index()), RunsIndex.policy(), pages::page);
  }

  private ServedModel load() {
    RunDirectory directory = runs.open(run);
    ServedModel model = ServedModel.load(directory);
    DataConfig data = new SavedRun(directory).config().run().data();
    DatasetProvider provider = DataSource.on(output.console());
    return model.withTestImages(
        () -> new ImagesToEvaluate(provider, data, model.predictor().images()).ifThere());
  }

  private ServerSettings settings() {
    ServingConfig limits = config.load().serving();
    return new ServerSettings(
        host,
        port.number(),
        limits,
        BearerToken.find(limits.tokenFile(), System.getenv()),
        limits.tls().map(ServerCertificate::read),
        Application.current().version());
  }
}
