package dev.turnpike.gateway.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.TimerTask;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Policy and dialect decide from what they are given: same input, same answer, on any thread. */
@AnalyzeClasses(packages = "dev.turnpike.core", importOptions = ProductionCode.class)
class PureDecisionsTest {

  private static final String[] PURE = {
    "dev.turnpike.core.policy..", "dev.turnpike.core.dialect.."
  };

  /** What of the I/O packages only holds values or moves bytes within memory. */
  private static final DescribedPredicate<JavaClass> IN_MEMORY =
      assignableTo(IOException.class)
          .or(assignableTo(UncheckedIOException.class))
          .or(type(Serializable.class))
          .or(type(ByteArrayOutputStream.class))
          .or(type(OutputStream.class))
          .or(type(ByteArrayInputStream.class))
          .or(type(InputStream.class))
          .or(type(StringReader.class))
          .or(type(StringWriter.class))
          .or(type(Reader.class))
          .or(type(Writer.class))
          .or(type(URI.class))
          .or(type(URISyntaxException.class))
          .or(type(URLDecoder.class))
          .or(type(URLEncoder.class));

  @ArchTest
  static final ArchRule readsNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(
              target(owner(resideInAnyPackage("java.time..")))
                  .and(target(nameMatching("now|system.*|tick.*"))))
          .orShould()
          .callMethodWhere(
              target(owner(type(System.class)))
                  .and(target(nameMatching("currentTimeMillis|nanoTime"))))
          .because("time is an argument: an Instant, or an InstantSource from the constructor")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule drawsNoHiddenRandom =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(target(nameMatching("random|randomUUID")))
          .orShould()
          .dependOnClassesThat(type(ThreadLocalRandom.class))
          .because("chance is an argument: a seeded test must repeat")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule startsNoThread =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              assignableTo(Thread.class)
                  .or(assignableTo(Executor.class))
                  .or(assignableTo(TimerTask.class)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule touchesNoFileOrSocket =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..")
                  .and(not(IN_MEMORY)))
          .allowEmptyShould(true);
}
