package dev.turnpike.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** What holds for every package and every outbound call. */
@AnalyzeClasses(packages = "dev.turnpike", importOptions = ProductionCode.class)
class ConventionsTest {

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    var unmarked =
        classes.getPackage("dev.turnpike").getSubpackagesInTree().stream()
            .filter(known -> !known.getClasses().isEmpty())
            .filter(known -> !known.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName);

    assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
  }

  @ArchTest
  static final ArchRule egressAloneOpensConnections =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.turnpike.gateway.egress..")
          .should()
          .callMethodWhere(opensVertxClient())
          .orShould()
          .dependOnClassesThat(
              assignableTo("java.net.http.HttpClient").or(assignableTo("java.net.URLConnection")))
          .because("every outbound call passes the address policy, at connect time");

  @ArchTest
  static final ArchRule noConstantIsRandom =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(assignableTo(Random.class))
          .because("a native executable would be seeded once for all, when it is built")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaCall<?>> opensVertxClient() {
    return target(
            nameMatching("create(Http|Net|WebSocket)Client|(httpClient|webSocketClient)Builder"))
        .and(target(owner(assignableTo("io.vertx.core.Vertx"))))
        .or(
            target(nameMatching("create|wrap"))
                .and(target(owner(assignableTo("io.vertx.ext.web.client.WebClient")))));
  }
}
