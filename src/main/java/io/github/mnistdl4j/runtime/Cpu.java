package io.github.mnistdl4j.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Describes the processor that training runs on.
 *
 * @param model the maker's name for it; empty if unknown
 * @param vectorExtensions vector instructions, named as Linux names them for x86
 */
record Cpu(String model, List<String> vectorExtensions) {
  private static final String EXTENSIONS =
      "sse4_2 avx fma avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni avx512_bf16"
          + " neon i8mm bf16 sve sve2";

  /** What macOS, or Linux on ARM, calls them. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("avx1_0", "avx", "avx2_0", "avx2", "asimd", "neon", "advsimd", "neon");

  /** Names for the numbers that Linux gives on ARM. */
  private static final Map<String, String> ARM_MODELS =
      Map.of(
          "0x41 0xd08", "Arm Cortex-A72",
          "0x41 0xd0b", "Arm Cortex-A76",
          "0x41 0xd0c", "Arm Neoverse-N1",
          "0x41 0xd40", "Arm Neoverse-V1",
          "0x41 0xd4f", "Arm Neoverse-V2");

  /** Returns the processor that {@link HardwareFacts} describe. */
  static Cpu of(Map<String, String> facts) {
    Set<String> flags = new HashSet<>();
    Stream.concat(linuxFlags(facts), macFlags(facts))
        .map(flag -> flag.toLowerCase(Locale.ROOT))
        .forEach(flag -> flags.add(OTHER_NAMES.getOrDefault(flag, flag)));
    return new Cpu(model(facts), Stream.of(EXTENSIONS.split(" ")).filter(flags::contains).toList());
  }

  private static Stream<String> linuxFlags(Map<String, String> facts) {
    return Stream.of(facts.getOrDefault("flags", facts.getOrDefault("Features", "")).split(" "));
  }

  private static Stream<String> macFlags(Map<String, String> facts) {
    return facts.entrySet().stream()
        .filter(fact -> fact.getKey().startsWith("hw.optional.") && fact.getValue().equals("1"))
        .map(fact -> fact.getKey().replaceFirst("hw\\.optional\\.(arm\\.FEAT_)?", ""));
  }

  private static String model(Map<String, String> facts) {
    String numbers = facts.getOrDefault("CPU implementer", "") + " " + facts.get("CPU part");
    String arm =
        facts.containsKey("CPU part") ? ARM_MODELS.getOrDefault(numbers, "ARM " + numbers) : "";
    return facts.getOrDefault("model name", facts.getOrDefault("machdep.cpu.brand_string", arm));
  }
}
