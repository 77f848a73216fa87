package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.serving.http.BearerToken;
import io.github.mnistdl4j.serving.http.Endpoint;
import io.github.mnistdl4j.serving.http.Exchange;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.serving.http.RequestException;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The pages of all runs that a server shows beside its model: below {@code /runs} at the same paths
 * as in their directory, so that their links to each other lead there, too.
 *
 * @param index makes the page that lists the runs, HTML; empty if there is none
 * @param script hash of that page's script, as a Content-Security-Policy has it, unquoted
 * @param page returns the page at a path below {@code /runs}, such as {@code first/report.html};
 *     empty for any path that is not a run's or a sweep's page, whatever file it may lead to
 */
public record ListedRuns(
    Supplier<Optional<byte[]>> index, String script, Function<String, Optional<byte[]>> page) {
  /** For a server that shows none. */
  public static final ListedRuns NONE =
      new ListedRuns(Optional::empty, "none", path -> Optional.empty());

  /** Returns whether a link leads to them: where a token is asked for, it does not carry one. */
  boolean areLinked(ServerSettings settings) {
    return !equals(NONE) && settings.token().isEmpty() && !settings.isOpenToAll();
  }

  /** Returns the routes of the pages. */
  List<Route> routes(ServerSettings settings) {
    return List.of(
        Route.get("runs", "/runs", answer(settings, this::list)),
        report(settings, "/runs/{run}/report.html"),
        report(settings, "/runs/{run}/sweep.html"),
        report(settings, "/runs/{run}/{trial}/report.html"));
  }

  private Route report(ServerSettings settings, String path) {
    String name = path.substring(path.lastIndexOf('/'));
    return Route.get(
        "runs",
        path,
        answer(
            settings,
            variables -> {
              String trial = variables.containsKey("trial") ? "/" + variables.get("trial") : "";
              return show(variables.get("run") + trial + name);
            }));
  }

  private static Endpoint answer(
      ServerSettings settings, Function<Map<String, String>, Reply> reply) {
    return (Exchange exchange, Map<String, String> variables) -> {
      if (settings.isOpenToAll()) {
        throw new RequestException(
            HttpStatus.FORBIDDEN_403,
            "runs are not shown on %s without a token; serving.token-file or the variable %s sets one"
                .formatted(settings.host(), BearerToken.VARIABLE));
      }
      return CompletableFuture.supplyAsync(() -> reply.apply(variables), exchange.executor());
    };
  }

  private Reply list(Map<String, String> variables) {
    return index
        .get()
        .map(html -> Reply.page(html, script))
        .orElseThrow(() -> missing("this server was started without a directory of runs"));
  }

  private Reply show(String path) {
    return page.apply(path)
        .map(Reply::page)
        .orElseThrow(
            () -> missing("no run or sweep has the page %s; /runs lists all".formatted(path)));
  }

  private static RequestException missing(String message) {
    return new RequestException(HttpStatus.NOT_FOUND_404, message);
  }
}
