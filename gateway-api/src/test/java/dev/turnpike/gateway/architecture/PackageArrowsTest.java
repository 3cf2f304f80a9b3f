package dev.turnpike.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which; Maven holds the same between the modules. */
@AnalyzeClasses(packages = "dev.turnpike", importOptions = ProductionCode.class)
class PackageArrowsTest {

  private static final String CORE = "dev.turnpike.core..";

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("dev.turnpike.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule coreKnowsNoOtherModule =
      knowsOnly(CORE, CORE).because("core says what a gateway means, and nothing else");

  @ArchTest
  static final ArchRule persistenceKnowsCoreAlone = meetsOthersInCore("dev.turnpike.persistence..");

  @ArchTest static final ArchRule ingestKnowsCoreAlone = meetsOthersInCore("dev.turnpike.ingest..");

  @ArchTest
  static final ArchRule consoleKnowsCoreAlone = meetsOthersInCore("dev.turnpike.console..");

  @ArchTest
  static final ArchRule dialectsDoNotKnowOneAnother =
      slices()
          .matching("dev.turnpike.core.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          // Where the rooms meet, and the table of all of them.
          .ignoreDependency(
              alwaysTrue(),
              resideInAnyPackage(
                  "dev.turnpike.core.dialect.canon..",
                  "dev.turnpike.core.dialect.contract..",
                  "dev.turnpike.core.dialect.json.."))
          .ignoreDependency(resideInAPackage("dev.turnpike.core.dialect.registry.."), alwaysTrue())
          .because("dialects meet in the canonical form")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyPersistenceKnowsTables =
      noClasses()
          .that(not(resideInAPackage("dev.turnpike.persistence..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "java.sql..");

  @ArchTest
  static final ArchRule coreKnowsNoFramework =
      noClasses()
          .that()
          .resideInAPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..")
          .allowEmptyShould(true);

  private static ArchRule meetsOthersInCore(String module) {
    return knowsOnly(module, module, CORE).because("modules meet in the ports of core");
  }

  private static ArchRule knowsOnly(String module, String... known) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("dev.turnpike..")).or(resideInAnyPackage(known)))
        .allowEmptyShould(true);
  }
}
