package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The dashboard and the alert rules in {@code docs/monitoring} fit what a server exposes. */
class MonitoringTest {
  private static final Path FOLDER = Path.of("docs", "monitoring");
  private static final ExternalTool PROMTOOL = new ExternalTool("promtool", "prometheus");

  /** What Prometheus itself adds. */
  private static final Set<String> FROM_PROMETHEUS = Set.of("up", "job", "instance");

  private static final Pattern SAMPLE = Pattern.compile("(?:# TYPE )?([a-z_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"[^\"]*\"");

  private static JsonObject dashboard() throws Exception {
    return JsonParser.parseString(Files.readString(FOLDER.resolve("dashboard.json")))
        .getAsJsonObject();
  }

  private static List<String> dashboardExpressions() throws Exception {
    List<String> all = new ArrayList<>();
    for (JsonElement panel : dashboard().getAsJsonArray("panels")) {
      for (JsonElement target : panel.getAsJsonObject().getAsJsonArray("targets")) {
        all.add(target.getAsJsonObject().get("expr").getAsString());
      }
    }
    return all;
  }

  private static List<String> ruleExpressions() throws Exception {
    JsonElement file =
        new Gson()
            .toJsonTree(
                new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(FOLDER.resolve("alerts.yml"))));
    List<String> all = new ArrayList<>();
    for (JsonElement group : file.getAsJsonObject().getAsJsonArray("groups")) {
      for (JsonElement rule : group.getAsJsonObject().getAsJsonArray("rules")) {
        all.add(rule.getAsJsonObject().get("expr").getAsString());
      }
    }
    return all;
  }

  /** The metrics and labels of a server that has answered well and badly. */
  private static Set<String> exposed() throws Exception {
    try (InferenceServer server = ServedRun.start()) {
      Client client = new Client(server);
      client.infer(Requests.infer(Requests.image(1)));
      client.infer("{}");
      client.post("/predict", Requests.png(60));
      client.post("/predict", Requests.blank(9, 9));
      Set<String> names = new HashSet<>();
      client
          .get("/metrics")
          .body()
          .lines()
          .map(SAMPLE::matcher)
          .filter(m -> m.matches())
          .forEach(
              sample -> {
                names.add(sample.group(1));
                LABEL
                    .matcher(String.valueOf(sample.group(2)))
                    .results()
                    .forEach(label -> names.add(label.group(1)));
              });
      return names;
    }
  }

  @Test
  void exposesWhatDashboardAndRulesAskFor() throws Exception {
    Set<String> exposed = exposed();
    exposed.addAll(FROM_PROMETHEUS);
    List<String> expressions = new ArrayList<>(dashboardExpressions());
    expressions.addAll(ruleExpressions());
    assertThat(expressions).hasSizeGreaterThan(30);
    for (String expression : expressions) {
      PromQl asked = new PromQl(expression);
      assertThat(asked.metrics()).as(expression).isNotEmpty().isSubsetOf(exposed);
      assertThat(asked.labels()).as(expression).isSubsetOf(exposed);
    }
  }

  @Test
  void exposesWhatThePageLists() throws Exception {
    List<String> listed =
        Pattern.compile("`(mnist_[a-z_]+)")
            .matcher(Files.readString(FOLDER.resolve("README.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(listed).hasSizeGreaterThan(8);
    assertThat(exposed()).containsAll(listed);
  }

  @Test
  void seesWhatAnExpressionNames() {
    PromQl asked =
        new PromQl(
            "histogram_quantile(0.99, sum by (le, a) (rate(x_bucket{b=~\"c{d}\",e!=\"f\"}[5m]))) > 1 and y / on(g) z");
    assertThat(asked.metrics()).containsExactlyInAnyOrder("x_bucket", "y", "z");
    assertThat(asked.labels()).containsExactlyInAnyOrder("le", "a", "b", "e", "g");
  }

  @Test
  void hasPanelsThatCanBeToldApart() throws Exception {
    List<JsonObject> panels =
        dashboard().getAsJsonArray("panels").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .toList();
    assertThat(panels.stream().map(panel -> panel.get("id").getAsInt()))
        .doesNotHaveDuplicates()
        .hasSize(panels.size());
    assertThat(panels.stream().map(panel -> panel.get("title").getAsString()))
        .doesNotHaveDuplicates();
    assertThat(
            panels.stream()
                .map(panel -> panel.get("gridPos").toString())
                .collect(Collectors.toSet()))
        .hasSize(panels.size());
  }

  /** promtool checks the rules that the configuration names, too. */
  @Test
  void hasRulesThatPrometheusAccepts() throws Exception {
    PROMTOOL.accept("check", "config", FOLDER.resolve("prometheus.yml").toString());
  }

  @Test
  void hasRulesThatFireWhereTheyShould() throws Exception {
    PROMTOOL.accept("test", "rules", FOLDER.resolve("alerts.test.yml").toString());
  }

  /** Each expression, as a rule of its own. */
  @Test
  void hasExpressionsThatPrometheusParses() throws Exception {
    StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [\n");
    int number = 0;
    for (String expression : dashboardExpressions()) {
      String plain = expression.replace("$__rate_interval", "5m");
      rules.append("{record: \"a%d\", expr: %s},%n".formatted(number++, quoted(plain)));
    }
    Path file = Files.createTempFile("dashboard", ".yml");
    Files.writeString(file, rules + "]}]\n");
    PROMTOOL.accept("check", "rules", "--lint=none", file.toString());
    Files.delete(file);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
