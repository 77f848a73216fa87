package io.github.mnistdl4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The arrows between the packages, as CONTRIBUTING.md draws them. */
@AnalyzeClasses(
    packages = "io.github.mnistdl4j",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.mnistdl4j";

  /** Each package, and the packages of this project that it may use. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          arrows("files"),
          arrows("config.binding"),
          arrows("config", "config.binding"),
          arrows("runtime", "config"),
          arrows("data", "config", "files", "data.distortion"),
          arrows("data.distortion", "config"),
          arrows("data.outlier", "config", "data", "data.distortion", "prediction.image"),
          arrows(
              "data.folder",
              "config",
              "data",
              "files",
              "prediction.image",
              "prediction.image.raster",
              "prediction.image.format"),
          arrows("data.fetch", "config", "config.binding", "data", "files", "data.folder"),
          arrows("network", "config", "config.binding", "data", "runtime"),
          arrows("evaluation", "config", "data", "network"),
          arrows("training.fused", "config", "evaluation", "network"),
          arrows(
              "training",
              "config",
              "data",
              "data.distortion",
              "network",
              "evaluation",
              "runtime",
              "training.fused"),
          arrows(
              "run",
              "config",
              "config.binding",
              "files",
              "data",
              "data.distortion",
              "data.outlier",
              "network",
              "evaluation",
              "training",
              "runtime"),
          arrows(
              "run.export",
              "config",
              "config.binding",
              "files",
              "data",
              "network",
              "evaluation",
              "training",
              "run"),
          arrows("sweep", "config", "config.binding", "files", "data", "training", "run"),
          arrows("prediction.image.format"),
          arrows("prediction.image.raster"),
          arrows(
              "prediction.image",
              "config",
              "data",
              "files",
              "prediction.image.format",
              "prediction.image.raster"),
          arrows(
              "prediction",
              "config",
              "data",
              "evaluation",
              "run",
              "prediction.image",
              "prediction.image.raster",
              "prediction.image.format"),
          arrows("interop.dense", "config", "config.binding"),
          arrows("interop.keras", "config", "interop.dense"),
          arrows("interop.tfjs", "config", "interop.dense", "interop.keras"),
          arrows("interop.onnx", "config", "interop.dense"),
          arrows("interop.dl4j", "config", "interop.dense"),
          arrows(
              "interop",
              "config",
              "config.binding",
              "data",
              "network",
              "evaluation",
              "run",
              "runtime",
              "training",
              "files",
              "interop.dense",
              "interop.dl4j",
              "interop.keras",
              "interop.tfjs",
              "interop.onnx"),
          arrows(
              "report",
              "config",
              "config.binding",
              "data",
              "data.fetch",
              "network",
              "evaluation",
              "training",
              "run",
              "sweep",
              "runtime"),
          arrows(
              "report.live",
              "config",
              "config.binding",
              "network",
              "evaluation",
              "training",
              "run",
              "serving.http"),
          arrows("serving.http", "config"),
          arrows("serving.corrections", "files", "serving.http"),
          arrows(
              "serving",
              "config",
              "data",
              "run",
              "prediction",
              "prediction.image",
              "prediction.image.raster",
              "prediction.image.format",
              "serving.corrections",
              "serving.http"),
          arrows("cli.repair", "config", "config.binding"),
          arrows("cli.console", "config", "data", "evaluation", "training", "run"),
          arrows("cli", "*"));

  private static Map.Entry<String, List<String>> arrows(String from, String... to) {
    return Map.entry(from, List.of(to));
  }

  @ArchTest
  static void dataFlowsAlongTheArrows(JavaClasses classes) {
    ARROWS.forEach(
        (from, to) -> {
          if (!to.contains("*")) {
            String[] allowed =
                Stream.concat(Stream.of("", from), to.stream())
                    .map(ArchitectureTest::qualified)
                    .toArray(String[]::new);
            noClasses()
                .that()
                .resideInAPackage(qualified(from))
                .should()
                .dependOnClassesThat(
                    resideInAPackage("io.github.mnistdl4j..").and(not(resideInAnyPackage(allowed))))
                .check(classes);
          }
        });
  }

  @ArchTest
  static void everyPackageHasItsArrows(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT)))
        .allSatisfy(name -> assertThat(ARROWS).containsKey(name.substring(ROOT.length() + 1)));
  }

  private static String qualified(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.github.mnistdl4j.(**)").should().beFreeOfCycles();

  /** Types with all that is nested in them. */
  @ArchTest
  static final ArchRule typesHaveNoCycles =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  return SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""));
                }

                @Override
                public String getDescription() {
                  return "top-level types";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule theEdgesDoNotKnowDeeplearning4j =
      noClasses()
          .that()
          .resideInAnyPackage("..config..", "..sweep..", "..report..", "..serving..", "..cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.datavec..");

  @ArchTest
  static final ArchRule theTutorialAsksTheApplicationForTheFilesAlone =
      noClasses()
          .that()
          .belongToAnyOf(Tutorial.class)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.mnistdl4j..")
                  .and(not(resideInAPackage("..data..")))
                  .and(not(belongToAnyOf(Tutorial.class))));

  @ArchTest
  static final ArchRule onlyMainExits =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.github.mnistdl4j.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule errorsHaveOneBase =
      classes()
          .that()
          .areAssignableTo(RuntimeException.class)
          .should()
          .beAssignableTo(MnistDl4jException.class);
}
