package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a run's provenance into words. */
final class ProvenanceFacts {
  private static final double GIB = 1L << 30;

  private ProvenanceFacts() {}

  static List<Fact> of(Provenance provenance) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Status", provenance.status().word()));
    facts.add(new Fact("Started", provenance.started()));
    facts.add(new Fact("Ended", provenance.ended().isEmpty() ? "—" : provenance.ended()));
    facts.add(new Fact("mnist-dl4j", provenance.application().version()));
    facts.add(new Fact("Deeplearning4j", provenance.application().dl4j()));
    facts.add(new Fact("Seed", Long.toString(provenance.seed())));
    facts.addAll(machine(provenance.machine()));
    facts.addAll(backend(provenance.backend()));
    provenance
        .imported()
        .ifPresent(
            from -> {
              facts.add(
                  Fact.of("Imported from", "%s, %s by %s", from.file(), from.form(), from.maker()));
              facts.add(new Fact("SHA-256 of " + from.file(), from.sha256()));
            });
    firstLayer(provenance).ifPresent(facts::add);
    Provenance.Dataset dataset = provenance.dataset();
    facts.add(images(dataset));
    provenance
        .rejection()
        .ifPresent(rule -> facts.add(new Fact("Refused as no digit", rule.inWords())));
    provenance
        .temperature()
        .ifPresent(
            it ->
                facts.add(Fact.of("Temperature", "%.3f, set by the images held out", it.value())));
    dataset.sha256().forEach((file, sha256) -> facts.add(new Fact("SHA-256 of " + file, sha256)));
    return List.copyOf(facts);
  }

  private static List<Fact> machine(Machine it) {
    String cpu = it.cpu().isEmpty() ? "unknown" : it.cpu();
    return List.of(
        Fact.of("Java", "%s, %s (%s)", it.javaVersion(), it.javaVm(), it.javaVendor()),
        Fact.of("System", "%s %s, %s", it.osName(), it.osVersion(), it.osArchitecture()),
        Fact.of("Processor", "%s, %d for this process", cpu, it.cores()),
        new Fact("Vector instructions", String.join(" ", it.vectorExtensions())),
        Fact.of(
            "Memory",
            "%.1f GiB, Java heap at most %.1f GiB",
            it.memoryBytes() / GIB,
            it.maxHeapBytes() / GIB));
  }

  private static List<Fact> backend(Backend it) {
    String kernels = it.blasKernels().isEmpty() ? "unknown" : it.blasKernels();
    return List.of(
        Fact.of("Arrays", "%s for %s, built for %s", it.name(), it.binary(), it.instructions()),
        Fact.of(
            "Matrix products", "%s %s, kernels %s", it.blasVendor(), it.blasVersion(), kernels));
  }

  /** Returns which first layer the run took; empty if its configuration does not say. */
  private static Optional<Fact> firstLayer(Provenance provenance) {
    return Optional.ofNullable(provenance.config().getAsJsonObject("runtime"))
        .map(runtime -> runtime.get("first-layer"))
        .map(layer -> new Fact("First layer", Provenance.printable(layer.getAsString())));
  }

  private static Fact images(Provenance.Dataset dataset) {
    return Fact.of(
        "Images",
        "%s: %,d to learn from, %s to test, from %s",
        dataset.name(),
        dataset.train(),
        dataset.test() == 0 ? "none" : "%,d".formatted(dataset.test()),
        dataset.source());
  }
}
