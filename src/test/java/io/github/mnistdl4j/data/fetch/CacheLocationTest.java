package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheLocationTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/ada");

  @Test
  void followsXdg() {
    Map<String, String> environment = Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "/caches");

    assertThat(CacheLocation.find(environment, "Linux")).contains(Path.of("/caches/mnist-dl4j"));
    assertThat(CacheLocation.find(environment, "Mac OS X")).contains(Path.of("/caches/mnist-dl4j"));
  }

  @Test
  void usesEachOperatingSystemsUsualPlace() {
    assertThat(CacheLocation.find(HOME, "Linux")).contains(Path.of("/home/ada/.cache/mnist-dl4j"));
    assertThat(CacheLocation.find(HOME, "Mac OS X"))
        .contains(Path.of("/home/ada/Library/Caches/mnist-dl4j"));
    assertThat(CacheLocation.find(Map.of("LOCALAPPDATA", "/local"), "Windows 11"))
        .contains(Path.of("/local/mnist-dl4j"));
  }

  @Test
  void ignoresARelativeOrEmptyCacheHomeAsXdgAsks() {
    Map<String, String> relative = Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "caches");
    Map<String, String> empty = Map.of("HOME", "/home/ada", "XDG_CACHE_HOME", "");

    assertThat(CacheLocation.find(relative, "Linux"))
        .isEqualTo(CacheLocation.find(HOME, "Linux"))
        .isEqualTo(CacheLocation.find(empty, "Linux"));
  }

  @Test
  void hasNoPlaceWithoutAHome() {
    assertThat(CacheLocation.find(Map.of(), "Linux")).isEmpty();
    assertThat(CacheLocation.find(HOME, "Windows 11")).isEmpty();
  }
}
