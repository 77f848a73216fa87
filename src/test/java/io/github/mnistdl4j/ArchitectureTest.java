package io.github.mnistdl4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages, as CONTRIBUTING.md draws them. */
@AnalyzeClasses(
    packages = "io.github.mnistdl4j",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dataFlowsOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("files")
          .definedBy("..files..")
          .layer("config")
          .definedBy("..config..")
          .layer("runtime")
          .definedBy("..runtime..")
          .layer("data")
          .definedBy("..data..")
          .layer("network")
          .definedBy("..network..")
          .layer("training")
          .definedBy("..training..")
          .layer("evaluation")
          .definedBy("..evaluation..")
          .layer("run")
          .definedBy("..run..")
          .layer("sweep")
          .definedBy("..sweep..")
          .layer("prediction")
          .definedBy("..prediction..")
          .layer("serving")
          .definedBy("..serving..")
          .layer("report")
          .definedBy("..report..")
          .layer("cli")
          .definedBy("..cli..")
          .whereLayer("files")
          .mayNotAccessAnyLayer()
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("serving")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("prediction")
          .mayOnlyBeAccessedByLayers("serving", "cli")
          .whereLayer("sweep")
          .mayOnlyBeAccessedByLayers("report", "cli")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("sweep", "prediction", "serving", "report", "cli")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("sweep", "run", "report", "cli")
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("training", "run", "prediction", "report", "cli")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("training", "run", "prediction", "report", "cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers(
              "evaluation", "training", "sweep", "run", "prediction", "report", "cli")
          .whereLayer("runtime")
          .mayOnlyBeAccessedByLayers("network", "training", "run", "report", "cli");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.github.mnistdl4j.(**)").should().beFreeOfCycles();

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
