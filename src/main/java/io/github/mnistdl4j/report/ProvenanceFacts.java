package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import java.util.ArrayList;
import java.util.List;

/** Puts a run's provenance into words. */
final class ProvenanceFacts {
  private static final double GIB = 1L << 30;

  private ProvenanceFacts() {}

  static List<LabelledValue> of(Provenance provenance) {
    List<LabelledValue> facts = new ArrayList<>();
    facts.add(new LabelledValue("Status", provenance.status().word()));
    facts.add(new LabelledValue("Started", provenance.started()));
    facts.add(new LabelledValue("Ended", provenance.ended().isEmpty() ? "—" : provenance.ended()));
    facts.add(new LabelledValue("mnist-dl4j", provenance.application().version()));
    facts.add(new LabelledValue("Deeplearning4j", provenance.application().dl4j()));
    facts.add(new LabelledValue("Seed", Long.toString(provenance.seed())));
    facts.addAll(machine(provenance.machine()));
    facts.addAll(backend(provenance.backend()));
    facts.add(images(provenance.dataset()));
    provenance
        .dataset()
        .sha256()
        .forEach((file, sha256) -> facts.add(new LabelledValue("SHA-256 of " + file, sha256)));
    return List.copyOf(facts);
  }

  private static List<LabelledValue> machine(Machine it) {
    String cpu = it.cpu().isEmpty() ? "unknown" : it.cpu();
    return List.of(
        LabelledValue.of("Java", "%s, %s (%s)", it.javaVersion(), it.javaVm(), it.javaVendor()),
        LabelledValue.of("System", "%s %s, %s", it.osName(), it.osVersion(), it.osArchitecture()),
        LabelledValue.of("Processor", "%s, %d for this process", cpu, it.cores()),
        new LabelledValue("Vector instructions", String.join(" ", it.vectorExtensions())),
        LabelledValue.of(
            "Memory",
            "%.1f GiB, Java heap at most %.1f GiB",
            it.memoryBytes() / GIB,
            it.maxHeapBytes() / GIB));
  }

  private static List<LabelledValue> backend(Backend it) {
    String kernels = it.blasKernels().isEmpty() ? "unknown" : it.blasKernels();
    return List.of(
        LabelledValue.of(
            "Arrays", "%s for %s, built for %s", it.name(), it.binary(), it.instructions()),
        LabelledValue.of(
            "Matrix products", "%s %s, kernels %s", it.blasVendor(), it.blasVersion(), kernels));
  }

  private static LabelledValue images(Provenance.Dataset dataset) {
    return LabelledValue.of(
        "Images",
        "%s: %,d to learn from, %,d to test, from %s",
        dataset.name(),
        dataset.train(),
        dataset.test(),
        dataset.source());
  }
}
