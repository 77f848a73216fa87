package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineTest {
  @ParameterizedTest
  @EnumSource
  void readsWhatEachMakerWrites(RecordedMachine recorded) {
    Machine machine = machine(recorded);
    assertThat(machine.cpu()).isEqualTo(recorded.model);
    assertThat(String.join(" ", machine.vectorExtensions())).isEqualTo(recorded.vectorExtensions);
    assertThat(machine.memoryBytes()).isEqualTo(recorded.memoryBytes);
  }

  @Test
  void readsThisJvm() {
    Machine machine = Machine.current();
    assertThat(machine.javaVersion()).isEqualTo(Runtime.version().toString());
    assertThat(machine.javaVendor()).isNotBlank();
    assertThat(machine.javaVm()).isNotBlank();
    assertThat(machine.osName()).isEqualTo(System.getProperty("os.name"));
    assertThat(machine.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(machine.maxHeapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsThisLinuxMachine() {
    Machine machine = Machine.current();
    assertThat(machine.cpu()).isNotBlank();
    assertThat(machine.vectorExtensions()).isNotEmpty();
    assertThat(machine.memoryBytes()).isPositive();
  }

  @Test
  void isTheSameAfterBeingJson() {
    Machine machine = Machine.current();
    Gson gson = new Gson();
    assertThat(gson.fromJson(gson.toJson(machine), Machine.class)).isEqualTo(machine);
  }

  private static Machine machine(RecordedMachine recorded) {
    return Machine.of(HardwareFacts.parse(recorded.text));
  }
}
