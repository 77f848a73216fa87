package io.github.mnistdl4j.run;

import io.github.mnistdl4j.run.Provenance.Result;
import io.github.mnistdl4j.training.Score;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A finished run beside its repetition.
 *
 * @param then the run
 * @param now its repetition
 * @param parameters largest absolute difference of a parameter; empty if the run's network is gone
 */
public record RepetitionResult(Provenance then, Provenance now, OptionalDouble parameters) {
  /** A property of both, in words and exact numbers; empty if unknown. */
  public record Row(String name, String then, String now) {
    /** Returns whether both are the same. */
    public boolean same() {
      return then.equals(now);
    }
  }

  /** Returns whether parameters, losses and accuracies are the same to the last bit. */
  public boolean same() {
    return then.result().equals(now.result());
  }

  /** Returns what both came to. */
  public List<Row> results() {
    return List.of(
        result("parameters", r -> "%.16s".formatted(r.parametersSha256())), // enough to compare
        result("epochs", Result::epochs),
        score("training loss", Result::training, Score::loss),
        score("training accuracy", Result::training, Score::accuracy),
        score("test loss", Result::test, Score::loss),
        score("test accuracy", Result::test, Score::accuracy));
  }

  /** Returns what they were trained with, besides configuration and images, which are equal. */
  public List<Row> surroundings() {
    return List.of(
        row("mnist-dl4j", p -> p.application().version()),
        row("Deeplearning4j", p -> p.application().dl4j()),
        row("Java", p -> p.machine().javaVersion()),
        row("system", p -> p.machine().osName() + " " + p.machine().osVersion()),
        row("processor", p -> p.machine().cpu()),
        row("native library", p -> p.backend().binary() + ", " + p.backend().instructions()),
        row("BLAS", p -> p.backend().blasVendor() + " " + p.backend().blasVersion()),
        row("BLAS kernels", p -> p.backend().blasKernels()),
        row("threads", Provenance::threads),
        row("times resumed", p -> p.resumed().size()));
  }

  private Row score(
      String name, Function<Result, Optional<Score>> part, Function<Score, Double> number) {
    return row(name, p -> p.result().flatMap(part).<Object>map(number).orElse(""));
  }

  private Row result(String name, Function<Result, Object> part) {
    return row(name, p -> p.result().map(part).orElse(""));
  }

  private Row row(String name, Function<Provenance, Object> property) {
    return new Row(name, text(property.apply(then)), text(property.apply(now)));
  }

  private static String text(Object value) {
    return Provenance.printable(Objects.toString(value));
  }
}
