package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.interop.tfjs.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code compose.yaml} and the manifest for Kubernetes fit their schemas, and the server. */
class DeploymentFilesTest {
  private static final Path COMPOSE = Path.of("compose.yaml");
  private static final Path KUBERNETES = Path.of("docs", "monitoring", "kubernetes.yaml");
  private static final ExternalTool DOCKER_COMPOSE =
      new ExternalTool("docker-compose", "docker-compose");

  /** Longer than what is under way when a request's time is over may take to be given up. */
  private static final int GIVING_UP_SECONDS = 5;

  private static JsonArray documents(Path file) throws Exception {
    Load yaml = new Load(LoadSettings.builder().build());
    return new Gson()
        .toJsonTree(
            StreamSupport.stream(
                    yaml.loadAllFromString(Files.readString(file)).spliterator(), false)
                .toList())
        .getAsJsonArray();
  }

  private static JsonObject compose(String service) throws Exception {
    JsonObject file = documents(COMPOSE).get(0).getAsJsonObject();
    return file.getAsJsonObject("services").getAsJsonObject(service);
  }

  /** The pod of a kind of object in the manifest. */
  private static JsonObject pod(String kind) throws Exception {
    for (JsonElement document : documents(KUBERNETES)) {
      JsonObject object = document.getAsJsonObject();
      if (object.get("kind").getAsString().equals(kind)) {
        JsonObject template = object.getAsJsonObject("spec").getAsJsonObject("template");
        return template.getAsJsonObject("spec");
      }
    }
    throw new AssertionError(kind);
  }

  private static JsonObject container(JsonObject pod) {
    return pod.getAsJsonArray("containers").get(0).getAsJsonObject();
  }

  @Test
  void composeAcceptsItsFile() throws Exception {
    DOCKER_COMPOSE.accept("-f", COMPOSE.toString(), "config", "--quiet");
  }

  @Test
  void composeMountsFilesThatAreThere() throws Exception {
    for (String service : List.of("prometheus", "grafana")) {
      for (JsonElement volume : compose(service).getAsJsonArray("volumes")) {
        String source = volume.getAsString().split(":", 2)[0];
        assertThat(!source.startsWith(".") || Files.isRegularFile(Path.of(source)))
            .as(source)
            .isTrue();
      }
    }
  }

  @Test
  void kubernetesKnowsAllFieldsOfTheManifest() throws Exception {
    Node.assume("kubernetes-models", "kubernetes-models@4.5.1");
    Path objects = Files.createTempFile("manifest", ".json");
    Files.writeString(objects, documents(KUBERNETES).toString());
    assertThat(Node.run("/io/github/mnistdl4j/serving/kubernetes.js", objects)).isEqualTo("valid");
    Files.delete(objects);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Job", "Deployment"})
  void podsMayDoNoMoreThanTheyMust(String kind) throws Exception {
    JsonObject user = pod(kind).getAsJsonObject("securityContext");
    assertThat(user.get("runAsNonRoot").getAsBoolean()).isTrue();
    assertThat(Files.readString(Path.of("Dockerfile")))
        .contains("USER " + user.get("runAsUser").getAsInt() + "\n");
    JsonObject container = container(pod(kind));
    JsonObject security = container.getAsJsonObject("securityContext");
    assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
    assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
    assertThat(security.get("capabilities")).hasToString("{\"drop\":[\"ALL\"]}");
    assertThat(container.getAsJsonObject("resources").getAsJsonObject("limits").keySet())
        .containsExactlyInAnyOrder("cpu", "memory");
    assertThat(container.getAsJsonArray("volumeMounts").toString()).contains("\"/tmp\"");
  }

  @Test
  void probesAskWhatTheServerAnswersWithoutAToken() throws Exception {
    JsonObject container = container(pod("Deployment"));
    try (InferenceServer server = ServedRun.startWithToken("secret")) {
      for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
        String path =
            container.getAsJsonObject(probe).getAsJsonObject("httpGet").get("path").getAsString();
        assertThat(new Client(server).get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void timeIsLeftForRequestsUnderWay() throws Exception {
    int needed = AppConfig.defaults().serving().requestTimeout() + GIVING_UP_SECONDS;
    JsonObject pod = pod("Deployment");
    JsonArray sleep =
        container(pod)
            .getAsJsonObject("lifecycle")
            .getAsJsonObject("preStop")
            .getAsJsonObject("exec")
            .getAsJsonArray("command");
    assertThat(pod.get("terminationGracePeriodSeconds").getAsInt())
        .isGreaterThanOrEqualTo(needed + sleep.get(1).getAsInt());
    String grace = compose("server").get("stop_grace_period").getAsString();
    assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThanOrEqualTo(needed);
  }
}
