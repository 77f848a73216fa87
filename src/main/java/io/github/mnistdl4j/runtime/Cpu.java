package io.github.mnistdl4j.runtime;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A processor.
 *
 * @param model its maker's name for it; empty if unknown
 * @param vectorExtensions instructions for vectors, in the order of {@code EXTENSIONS}
 */
record Cpu(String model, List<String> vectorExtensions) {
  /** Each with the names that macOS and ARM give it. */
  private static final List<List<String>> EXTENSIONS =
      List.of(
          List.of("sse4.2", "sse4_2"),
          List.of("avx", "avx1.0", "avx1_0"),
          List.of("fma"),
          List.of("avx2", "avx2_0"),
          List.of("avx512f"),
          List.of("avx512dq"),
          List.of("avx512bw"),
          List.of("avx512vl"),
          List.of("avx512_vnni", "avx512vnni"),
          List.of("avx512_bf16"),
          List.of("neon", "asimd", "advsimd"),
          List.of("i8mm"),
          List.of("bf16"),
          List.of("sve"),
          List.of("sve2"),
          List.of("sme"));

  /** Linux on ARM names implementer and part only. */
  private static final Map<String, String> ARM_PARTS =
      Map.of(
          "0x41 0xd08", "Arm Cortex-A72",
          "0x41 0xd0b", "Arm Cortex-A76",
          "0x41 0xd0c", "Arm Neoverse-N1",
          "0x41 0xd40", "Arm Neoverse-V1",
          "0x41 0xd4f", "Arm Neoverse-V2");

  /** Reads what {@code /proc/cpuinfo}, or {@code sysctl hw machdep.cpu} on macOS, says. */
  static Cpu of(Map<String, String> facts) {
    Set<String> flags = flags(facts);
    return new Cpu(
        model(facts),
        EXTENSIONS.stream()
            .filter(names -> names.stream().anyMatch(flags::contains))
            .map(names -> names.get(0))
            .toList());
  }

  private static String model(Map<String, String> facts) {
    String part = facts.getOrDefault("CPU implementer", "") + " " + facts.get("CPU part");
    String arm = facts.containsKey("CPU part") ? ARM_PARTS.getOrDefault(part, "ARM " + part) : "";
    return facts.getOrDefault("model name", facts.getOrDefault("machdep.cpu.brand_string", arm));
  }

  private static Set<String> flags(Map<String, String> facts) {
    Set<String> flags = new HashSet<>();
    Consumer<String> add = flag -> flags.add(flag.toLowerCase(Locale.ROOT));
    for (String key :
        List.of("flags", "Features", "machdep.cpu.features", "machdep.cpu.leaf7_features")) {
      Arrays.stream(facts.getOrDefault(key, "").split(" ", -1)).forEach(add);
    }
    facts.forEach(
        (key, value) -> {
          if (key.startsWith("hw.optional.") && value.equals("1")) {
            add.accept(key.replaceFirst("hw\\.optional\\.(arm\\.FEAT_)?", ""));
          }
        });
    return flags;
  }
}
