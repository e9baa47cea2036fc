package io.gatherbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house, and the direction of the arrows between them. */
@AnalyzeClasses(packages = "io.gatherbench", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** A benchmark's question is asked of whatever runs it; nothing of ours may know its class. */
  @ArchTest
  static final ArchRule ROOMS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.gatherbench..")
          .layer("stub")
          .definedBy("io.gatherbench.stub..")
          .layer("client")
          .definedBy("io.gatherbench.client..")
          .layer("strategy")
          .definedBy("io.gatherbench.strategy..")
          .layer("fixture")
          .definedBy("io.gatherbench.fixture..")
          .layer("benchmark")
          .definedBy("io.gatherbench.benchmark..")
          .layer("results")
          .definedBy("io.gatherbench.results..")
          .layer("run")
          .definedBy("io.gatherbench.run..")
          .layer("compare")
          .definedBy("io.gatherbench.compare..")
          .layer("report")
          .definedBy("io.gatherbench.report..")
          .layer("command")
          .definedBy("io.gatherbench.command..")
          .whereLayer("stub")
          .mayNotAccessAnyLayer()
          .whereLayer("client")
          .mayNotAccessAnyLayer()
          .whereLayer("results")
          .mayNotAccessAnyLayer()
          .whereLayer("strategy")
          .mayOnlyAccessLayers("client")
          .whereLayer("fixture")
          .mayOnlyAccessLayers("stub", "client", "strategy")
          .whereLayer("benchmark")
          .mayOnlyAccessLayers("client", "fixture", "strategy")
          .whereLayer("run")
          .mayOnlyAccessLayers("results", "stub", "strategy")
          .whereLayer("compare")
          .mayOnlyAccessLayers("results")
          .whereLayer("report")
          .mayOnlyAccessLayers("compare", "results")
          .whereLayer("benchmark")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule NO_JUNK_ROOMS =
      classes()
          .should()
          .resideInAnyPackage(
              "io.gatherbench.stub..",
              "io.gatherbench.client..",
              "io.gatherbench.strategy..",
              "io.gatherbench.fixture..",
              "io.gatherbench.benchmark..",
              "io.gatherbench.results..",
              "io.gatherbench.run..",
              "io.gatherbench.compare..",
              "io.gatherbench.report..",
              "io.gatherbench.command..");

  /** Strategies and clients are what is measured: nothing of the harness may be in them. */
  @ArchTest
  static final ArchRule MEASURED_CODE_KNOWS_NO_HARNESS =
      noClasses()
          .that()
          .resideInAnyPackage("io.gatherbench.client..", "io.gatherbench.strategy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.openjdk.jmh..");
}
