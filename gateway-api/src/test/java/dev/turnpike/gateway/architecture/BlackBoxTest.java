package dev.turnpike.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;

/** What is tested on the Java virtual machine is tested on the executable, too. */
@AnalyzeClasses(
    packages = "dev.turnpike.gateway",
    importOptions = ImportOption.OnlyIncludeTests.class)
class BlackBoxTest {

  @ArchTest
  static void everyQuarkusTestRunsAgainstTheExecutable(JavaClasses classes) {
    var onExecutable =
        classes.stream().filter(c -> c.isAnnotatedWith(QuarkusIntegrationTest.class)).toList();

    var left =
        classes.stream()
            .filter(c -> c.isAnnotatedWith(QuarkusTest.class) && c.getSimpleName().endsWith("Test"))
            .filter(c -> onExecutable.stream().noneMatch(assignableTo(c.getName())))
            .map(JavaClass::getSimpleName);

    assertThat(left)
        .as("tests without a class `…NativeIT extends …Test` with @QuarkusIntegrationTest")
        .isEmpty();
  }
}
