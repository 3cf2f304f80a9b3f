package dev.turnpike.gateway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.turnpike.console.shell.Console;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;

/** Who may do what in the console is said at each endpoint, and nothing is forgotten. */
@AnalyzeClasses(packages = "dev.turnpike.console", importOptions = ProductionCode.class)
class ConsoleEndpointsTest {
  /** Forms that change nothing but the visitor's own session, theme, columns or password. */
  private static final Set<String> OF_ONESELF =
      Set.of(
          "FirstRunResource.createOwner",
          "LogsResource.chooseColumns",
          "SignInResource.signIn",
          "SignInResource.signOut",
          "ThemeResource.choose",
          "SettingsResource.changePassword");

  @ArchTest
  static final ArchRule everyPageChecksItsForms =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .beAnnotatedWith(Console.class)
          .because("forms are checked, and headers set, for pages so marked alone");

  @ArchTest
  static void viewersChangeNothing(JavaClasses classes) {
    var open =
        classes.stream()
            .flatMap(c -> c.getMethods().stream())
            .filter(m -> m.isAnnotatedWith(POST.class))
            .filter(m -> !OF_ONESELF.contains(name(m)))
            .filter(m -> !roles(m).equals(List.of("editor")) && !roles(m).equals(List.of("owner")))
            .map(ConsoleEndpointsTest::name);

    assertThat(open).as("forms that a viewer may send").isEmpty();
  }

  private static List<String> roles(JavaMethod method) {
    return method
        .tryGetAnnotationOfType(RolesAllowed.class)
        .or(() -> method.getOwner().tryGetAnnotationOfType(RolesAllowed.class))
        .map(allowed -> List.of(allowed.value()))
        .orElse(List.of());
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }
}
