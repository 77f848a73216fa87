package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run was made from and with, in words. */
final class ProvenanceFacts {
  private static final double GIB = 1L << 30;

  private ProvenanceFacts() {}

  static List<LabelledValue> of(Provenance provenance) {
    List<LabelledValue> facts = new ArrayList<>();
    facts.add(new LabelledValue("Status", status(provenance.status())));
    facts.add(new LabelledValue("Started", provenance.started()));
    facts.add(new LabelledValue("Ended", provenance.ended().isEmpty() ? "—" : provenance.ended()));
    facts.add(new LabelledValue("mnist-dl4j", provenance.application().version()));
    facts.add(new LabelledValue("Deeplearning4j", provenance.application().dl4j()));
    facts.add(new LabelledValue("Seed", Long.toString(provenance.seed())));
    addMachine(facts, provenance.machine());
    addBackend(facts, provenance.backend());
    addImages(facts, provenance.dataset());
    return List.copyOf(facts);
  }

  /** How a run is going, in a word. */
  static String status(Provenance.Status status) {
    return status == Provenance.Status.RUNNING ? "unfinished" : YamlNames.of(status);
  }

  private static void addMachine(List<LabelledValue> facts, Machine machine) {
    facts.add(
        new LabelledValue(
            "Java",
            "%s, %s (%s)"
                .formatted(machine.javaVersion(), machine.javaVm(), machine.javaVendor())));
    facts.add(
        new LabelledValue(
            "System",
            "%s %s, %s"
                .formatted(machine.osName(), machine.osVersion(), machine.osArchitecture())));
    facts.add(
        new LabelledValue(
            "Processor",
            "%s, %d for this process"
                .formatted(machine.cpu().isEmpty() ? "unknown" : machine.cpu(), machine.cores())));
    facts.add(
        new LabelledValue("Vector instructions", String.join(" ", machine.vectorExtensions())));
    facts.add(
        new LabelledValue(
            "Memory",
            String.format(
                Locale.ROOT,
                "%.1f GiB, Java heap at most %.1f GiB",
                machine.memoryBytes() / GIB,
                machine.maxHeapBytes() / GIB)));
  }

  private static void addBackend(List<LabelledValue> facts, Backend backend) {
    facts.add(
        new LabelledValue(
            "Arrays",
            "%s for %s, built for %s"
                .formatted(backend.name(), backend.binary(), backend.instructions())));
    facts.add(
        new LabelledValue(
            "Matrix products",
            "%s %s, kernels %s"
                .formatted(
                    backend.blasVendor(),
                    backend.blasVersion(),
                    backend.blasKernels().isEmpty() ? "unknown" : backend.blasKernels())));
  }

  private static void addImages(List<LabelledValue> facts, Provenance.Dataset dataset) {
    facts.add(
        new LabelledValue(
            "Images",
            "%s: %s to learn from, %s to test, from %s"
                .formatted(
                    dataset.name(),
                    Numbers.count(dataset.train()),
                    Numbers.count(dataset.test()),
                    dataset.source())));
    dataset
        .sha256()
        .forEach((file, sha256) -> facts.add(new LabelledValue("SHA-256 of " + file, sha256)));
  }
}
